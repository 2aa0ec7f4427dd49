import type { Row, Work } from './protocol.ts';

/** What one connection to SQLite needs to open. */
export type SqliteOptions = {
  /** Users, carts and orders: this shop's own, written to. */
  accountsPath: string;
  /** Products: shared by all shops, never written to. */
  cataloguePath: string;
  /** Milliseconds from sending a query to the database's receiving it and back. */
  roundTripMs: number;
};

export type ToWorker = { id: number; work: Work };
export type FromWorker =
  | { kind: 'ready' }
  | { kind: 'rows'; id: number; rows: Row[] }
  | { kind: 'failed'; id: number; message: string };
