import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Connection } from './connection.ts';
import { numbered } from './named-parameters.ts';
import { type Parameters, type Row, type Sql, sqlFor, type Work } from './protocol.ts';

export type PostgresOptions = {
  /** `postgres://user:password@host:port/database` */
  address: string;
  /** Comes first in the search path. */
  schema: string;
  /** What pg_stat_activity says of who is connected. */
  applicationName: string;
  /** Milliseconds that a query is under way to a database in another zone and back. */
  roundTripMs: number;
};

const { NUMERIC, INT8 } = pg.types.builtins;

/** Sums, counts and prices of the shop are far from where a number is no longer exact. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (type, format) =>
    type === NUMERIC || type === INT8 ? Number : pg.types.getTypeParser(type, format),
};

export const connectTo = ({ address, schema, applicationName }: Omit<PostgresOptions, 'roundTripMs'>) =>
  new pg.Client({
    connectionString: address,
    application_name: applicationName,
    // All of it is in memory: a page out of order costs hardly more than the next one.
    options: `-c search_path=${schema} -c random_page_cost=1.1`,
    types,
    connectionTimeoutMillis: 10_000,
  });

/** A connection to PostgreSQL. One that was lost is made anew by the next piece of work. */
export class PostgresConnection implements Connection {
  readonly #options: PostgresOptions;
  readonly #numbered = new Map<string, ReturnType<typeof numbered>>();
  #client: pg.Client | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(options: PostgresOptions) {
    this.#options = options;
  }

  async opened(): Promise<void> {
    await this.#connected();
  }

  execute(work: Work): Promise<Row[]> {
    const done = this.#last.then(() => this.#do(work));
    this.#last = done.catch(() => {});
    return done;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#drop();
  }

  async #do(work: Work): Promise<Row[]> {
    const client = await this.#connected();
    await pause(this.#options.roundTripMs);
    try {
      if (work.kind === 'query') return await this.#query(client, work.sql, work.parameters);
      await client.query('BEGIN');
      try {
        for (const { sql, parameters } of work.steps) await this.#query(client, sql, parameters);
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      }
      return [];
    } catch (error) {
      if (this.#isClosed) throw new Error('the database connection is closed');
      throw new Error(`the database refused: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async #query(client: pg.Client, sql: Sql, parameters: Parameters): Promise<Row[]> {
    const written = sqlFor('postgres', sql);
    const known = this.#numbered.get(written) ?? numbered(written);
    this.#numbered.set(written, known);
    const values = known.names.map((name) => parameters[name]);
    return (await client.query<Row>(known.text, values)).rows;
  }

  async #connected(): Promise<pg.Client> {
    if (this.#isClosed) throw new Error('the database connection is closed');
    if (this.#client) return this.#client;
    const client = connectTo(this.#options);
    client.on('error', () => this.#drop());
    await client.connect();
    // Closed while it was being opened.
    if (this.#isClosed) await client.end();
    else this.#client = client;
    return client;
  }

  async #drop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => {});
  }
}
