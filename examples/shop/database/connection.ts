import type { Row, Work } from './protocol.ts';

/** One connection to a database. Work sent to it is done in order, one piece at a time. */
export interface Connection {
  /** Resolves once the database is open; rejects when it cannot be opened. */
  opened(): Promise<void>;
  /** Does the work in one round trip. Rejects with the database's own message. */
  execute(work: Work): Promise<Row[]>;
  /** Ends the connection; work under way is rejected. */
  close(): Promise<void>;
}
