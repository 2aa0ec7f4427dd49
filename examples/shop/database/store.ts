import type { Connection } from './connection.ts';

/** A database with the catalogue in it, and with accounts as they are at the start of every shop. */
export type Store = {
  /** One more connection to it. */
  connect: () => Connection;
  /** What belongs to this shop alone goes away. After all connections are closed. */
  close: () => Promise<void>;
};
