import pg from 'pg';
import { z } from 'zod';
import type { Environment } from '../../lib/plan/environment.ts';
import { type PostgresLook, PostgresReader } from '../../lib/probe/postgres/postgres-reader.ts';
import { costliest, type PostgresTotals, reportOf } from '../../lib/probe/postgres/postgres-totals.ts';
import type { PostgresProbe } from '../../lib/probe/probe.ts';
import type { ProbeReport } from '../../lib/probe/report.ts';
import type { FillIn } from '../http/environment-text.ts';
import { allowedPlace, tlsTo } from './at-host.ts';
import { notesOn } from './postgres-notes.ts';
import { plansOf } from './postgres-plans.ts';
import { totalsOf } from './postgres-totals.ts';
import { ProbeProblem, type ProbeSource } from './probe-source.ts';

/** A statement of ours may take so long on the server, milliseconds. */
const STATEMENT_MS = 2_000;
const CONNECT_MS = 3_000;

const number = z.coerce.number();

const ACTIVITY = `SELECT state, wait_event_type AS waits, count(*) AS count FROM pg_stat_activity
  WHERE backend_type = 'client backend' AND pid <> pg_backend_pid() GROUP BY 1, 2`;
const Activity = z.object({ state: z.string().nullable(), waits: z.string().nullable(), count: number });

const DATABASE = `SELECT xact_commit AS commits, xact_rollback AS rollbacks, blks_read AS read, blks_hit AS hit, deadlocks,
  current_setting('max_connections') AS most FROM pg_stat_database WHERE datname = current_database()`;
const Database = z.object({
  ...{ commits: number, rollbacks: number, read: number, hit: number, deadlocks: number, most: number },
});

const TABLES = `SELECT relname AS name, seq_tup_read AS "sequentialRows", seq_scan AS "sequentialScans",
  coalesce(idx_scan, 0) AS "indexScans" FROM pg_stat_user_tables ORDER BY seq_tup_read DESC LIMIT 12`;
const Table = z.object({
  ...{ name: z.string(), sequentialRows: number, sequentialScans: number, indexScans: number },
});

/** The costliest, of all users of this database; ours are not among them. */
const STATEMENTS = `SELECT queryid AS id, left(regexp_replace(query, '\\s+', ' ', 'g'), 300) AS text, calls,
  total_exec_time AS ms, rows, shared_blks_hit + shared_blks_read AS blocks FROM pg_stat_statements
  WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND toplevel
  AND query NOT LIKE '%pg_stat_%' ORDER BY total_exec_time DESC LIMIT 25`;
const Statement = z.object({
  ...{ id: z.coerce.string(), text: z.string(), calls: number, ms: number, rows: number, blocks: number },
});

/** One connection that only reads; made anew when it was lost. */
export function postgresSource(
  probe: z.output<typeof PostgresProbe>,
  environment: Environment,
  fillIn: FillIn,
): ProbeSource {
  const password = fillIn(probe.password, `password of the probe ${probe.name}`);
  const reader = new PostgresReader();
  let client: pg.Client | undefined;
  let hasStatements = true;
  let first: PostgresTotals | undefined;

  const connected = async (): Promise<pg.Client> => {
    if (client) return client;
    const made = new pg.Client({
      ...allowedPlace(probe, environment),
      ...{ database: probe.database, user: probe.user, password },
      ssl: probe.tls ? tlsTo(probe.host, environment, fillIn) : false,
      application_name: 'rehearsal-probe',
      options: '-c default_transaction_read_only=on -c lock_timeout=500',
      ...{ statement_timeout: STATEMENT_MS, query_timeout: STATEMENT_MS + 500 },
      connectionTimeoutMillis: CONNECT_MS,
    });
    // A connection that is lost while nobody asks says so here; the next look makes another.
    made.on('error', () => drop(made));
    client = made;
    await made.connect();
    return made;
  };
  const drop = (one: pg.Client) => {
    if (client === one) client = undefined;
    one.end().catch(() => {});
  };

  const rows = async <T extends z.ZodType>(from: pg.Client, sql: string, row: T): Promise<z.output<T>[]> =>
    z.array(row).parse((await from.query(sql)).rows);

  const statementsOf = async (from: pg.Client): Promise<PostgresLook['statements']> => {
    if (!hasStatements) return [];
    try {
      return await rows(from, STATEMENTS, Statement);
    } catch (error) {
      // The extension is not there, or not loaded: everything else is told all the same.
      if (!['42P01', '55000', '42501'].includes(codeOf(error))) throw error;
      hasStatements = false;
      return [];
    }
  };

  /** Every failure is in words, and costs the connection. */
  const asking = async <T>(signal: AbortSignal, work: (from: pg.Client) => Promise<T>): Promise<T> => {
    const onAbort = () => client && drop(client);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      return await work(await connected());
    } catch (error) {
      if (client) drop(client);
      throw new ProbeProblem(wordsOf(error));
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  };

  const reported = async (from: pg.Client): Promise<ProbeReport> => {
    const after = await totalsOf(from, hasStatements);
    const before = first ?? after;
    const plans = await plansOf(
      from,
      costliest(before, after).map(({ id }) => id),
    );
    return { ...reportOf(before, after, plans), notes: await notesOn(from, hasStatements) };
  };

  return {
    look: (atMs, signal) =>
      asking(signal, async (from) => {
        const [database] = await rows(from, DATABASE, Database);
        if (!database) throw new ProbeProblem('says nothing of its own database');
        const { most, ...counts } = database;
        const look = {
          activity: await rows(from, ACTIVITY, Activity),
          maxConnections: most,
          database: counts,
          tables: await rows(from, TABLES, Table),
          statements: await statementsOf(from),
        };
        first ??= await totalsOf(from, hasStatements);
        return reader.measure(look, atMs);
      }),
    report: (signal) => asking(signal, reported),
    close: async () => {
      if (client) drop(client);
    },
  };
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

function wordsOf(error: unknown): string {
  const code = codeOf(error);
  const said = error instanceof Error ? error.message : String(error);
  if (code === 'ECONNREFUSED') return 'did not answer: nobody listens there';
  if (code === '28P01' || code === '28000') return `did not let us in: ${said}`;
  if (code === '42501') return `does not show it: ${said}; give the role pg_monitor`;
  if (code === '53300') return `has no connection left: ${said}`;
  return error instanceof ProbeProblem ? said : `did not answer: ${said}`;
}
