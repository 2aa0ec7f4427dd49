import type { Connection } from './connection.ts';
import type { ConnectionPool } from './pool.ts';
import type { Parameters, Row, Statement, Work } from './protocol.ts';

/** How long a session keeps a connection: for one query, or until its request is answered. */
export type Lease = 'query' | 'request';

type SessionEvents = {
  waited: (seconds: number) => void;
  /** `seconds` from sending to answer, without the wait for a connection. */
  queried: (name: string, seconds: number) => void;
};

/** One request's view of the database. */
export class Session {
  readonly #pool: ConnectionPool;
  readonly #lease: Lease;
  readonly #events: SessionEvents;
  readonly #abandon = new AbortController();
  #kept: Promise<Connection> | undefined;
  #queries = 0;

  constructor(pool: ConnectionPool, lease: Lease, events: SessionEvents) {
    this.#pool = pool;
    this.#lease = lease;
    this.#events = events;
  }

  /** Queries sent so far; a transaction counts as one. */
  get queries(): number {
    return this.#queries;
  }

  /** All rows of a query, as the statement selects them. */
  async all<Result>(statement: Statement, parameters: Parameters = {}): Promise<Result[]> {
    const work: Work = { kind: 'query', sql: statement.sql, parameters };
    return (await this.#send(statement.name, work)) as Result[];
  }

  /** The steps in one round trip, all of them or none. */
  async transaction(name: string, steps: [Statement, Parameters][]): Promise<void> {
    const plain = steps.map(([statement, parameters]) => ({ sql: statement.sql, parameters }));
    await this.#send(name, { kind: 'transaction', steps: plain });
  }

  /** Nobody waits for the answer any more: leave the line, send no further queries. */
  abandon(): void {
    this.#abandon.abort(new Error('the client went away'));
  }

  /** Ends the session and gives back what it keeps. */
  async end(): Promise<void> {
    const connection = await this.#kept?.catch(() => undefined);
    if (connection) this.#pool.release(connection);
  }

  async #send(name: string, work: Work): Promise<Row[]> {
    this.#abandon.signal.throwIfAborted();
    const connection = await this.#connection();
    const sentAt = performance.now();
    this.#queries += 1;
    try {
      return await connection.execute(work);
    } finally {
      this.#events.queried(name, (performance.now() - sentAt) / 1000);
      if (this.#lease === 'query') this.#pool.release(connection);
    }
  }

  #connection(): Promise<Connection> {
    if (this.#lease === 'query') return this.#borrow();
    this.#kept ??= this.#borrow();
    return this.#kept;
  }

  async #borrow(): Promise<Connection> {
    const askedAt = performance.now();
    const connection = await this.#pool.acquire(this.#abandon.signal);
    this.#events.waited((performance.now() - askedAt) / 1000);
    return connection;
  }
}
