import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';

/** A statement and the short name it has in the metrics. */
export type Statement = { name: string; sql: string };
export type Parameters = Record<string, SQLInputValue>;
export type Row = Record<string, SQLOutputValue>;

/** What one database connection needs to open. */
export type ConnectionOptions = {
  /** Users, carts and orders: this shop's own, written to. */
  accountsPath: string;
  /** Products: shared by all shops, never written to. */
  cataloguePath: string;
  /** Milliseconds from sending a query to the database's receiving it and back. */
  roundTripMs: number;
};

/** One round trip: either one statement, or several that succeed or fail together. */
export type Work =
  | { kind: 'query'; sql: string; parameters: Parameters }
  | { kind: 'transaction'; steps: { sql: string; parameters: Parameters }[] };

export type ToWorker = { id: number; work: Work };
export type FromWorker =
  | { kind: 'ready' }
  | { kind: 'rows'; id: number; rows: Row[] }
  | { kind: 'failed'; id: number; message: string };
