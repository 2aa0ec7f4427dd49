import { Counters } from '../counters.ts';
import type { Measured, ProbeSeries } from '../series.ts';

/** What one look at PostgreSQL gives; counts are since the server began to count. */
export type PostgresLook = {
  /** Client connections by state; `waits` is what they wait for. */
  activity: { state: string | null; waits: string | null; count: number }[];
  maxConnections: number;
  /** Of the database. */
  database: { commits: number; rollbacks: number; read: number; hit: number; deadlocks: number };
  tables: { name: string; sequentialRows: number; sequentialScans: number; indexScans: number }[];
  /** None where pg_stat_statements is not there. */
  statements: { id: string; text: string; calls: number; ms: number; rows: number; blocks: number }[];
};

type Looks = Pick<ProbeSeries, 'chart' | 'label' | 'unit' | 'role'> & Partial<Pick<ProbeSeries, 'together'>>;

const curve = (key: string, looks: Looks, of = ''): ProbeSeries => ({
  ...{ key, of, together: 'mean' },
  ...looks,
});

const connections = { chart: 'Connections', unit: 'count', together: 'max' } as const;

/** Turns looks into values: what is at work now, and what was done since the look before. */
export class PostgresReader {
  private readonly counters = new Counters();

  measure(look: PostgresLook, atMs: number): Measured[] {
    const { database, tables, statements } = look;
    const values = new Map<string, number>(Object.entries(database));
    for (const { name, sequentialRows } of tables) values.set(`table ${name}`, sequentialRows);
    for (const { id, ...counts } of statements)
      for (const part of ['calls', 'ms', 'rows', 'blocks'] as const)
        values.set(`${part} ${id}`, counts[part]);
    this.counters.look(values, atMs);
    return [...activityOf(look), ...this.database(), ...this.tables(tables), ...this.statements(statements)];
  }

  private database(): Measured[] {
    const { counters } = this;
    const reads = counters.growth('read');
    const hits = counters.growth('hit');
    const hitRatio = reads === null || hits === null || reads + hits === 0 ? null : hits / (reads + hits);
    const transactions = { chart: 'Transactions', unit: 'per-second', role: null } as const;
    return present([
      [curve('commits', { ...transactions, label: 'committed' }), counters.rate('commits')],
      [curve('rollbacks', { ...transactions, label: 'rolled back' }), counters.rate('rollbacks')],
      [curve('deadlocks', { ...transactions, label: 'deadlocks' }), counters.rate('deadlocks')],
      [
        curve('hit', { chart: 'Found in the cache', label: 'blocks', unit: 'share', role: 'db-cache-hit' }),
        hitRatio,
      ],
    ]);
  }

  private tables(tables: PostgresLook['tables']): Measured[] {
    const looks = {
      chart: 'Rows read without an index',
      unit: 'per-second',
      role: 'table-rows-scanned',
    } as const;
    return present(
      tables.map(({ name }) => [
        curve(`scanned ${name}`, { ...looks, label: name }, name),
        this.counters.rate(`table ${name}`),
      ]),
    );
  }

  private statements(statements: PostgresLook['statements']): Measured[] {
    const { counters } = this;
    return statements.flatMap(({ id, text }) => {
      const label = text.slice(0, MOST_LABEL);
      const own = (key: string, looks: Omit<Looks, 'label'>) =>
        curve(`${key} ${id}`, { ...looks, label }, text);
      const mean = counters.ratio(`ms ${id}`, `calls ${id}`);
      const rate = { chart: 'Statements', unit: 'per-second', role: 'query-rate' } as const;
      const time = { chart: 'Duration of statements', unit: 'seconds', role: 'query-mean' } as const;
      const rows = { chart: 'Rows by statement', unit: 'count', role: 'query-rows' } as const;
      const blocks = { chart: 'Blocks read by statement', unit: 'count', role: 'query-blocks' } as const;
      return present([
        [own('rate', rate), counters.rate(`calls ${id}`)],
        [own('mean', time), mean === null ? null : mean / 1000],
        [own('rows', rows), counters.ratio(`rows ${id}`, `calls ${id}`)],
        [own('blocks', blocks), counters.ratio(`blocks ${id}`, `calls ${id}`)],
      ]);
    });
  }
}

const MOST_LABEL = 80;

function activityOf({ activity, maxConnections }: PostgresLook): Measured[] {
  const count = (isMeant: (one: PostgresLook['activity'][number]) => boolean) =>
    activity.reduce((sum, one) => sum + (isMeant(one) ? one.count : 0), 0);
  return present([
    [curve('all', { ...connections, label: 'in all', role: 'db-connections' }), count(() => true)],
    [curve('limit', { ...connections, label: 'limit', role: 'db-connections-limit' }), maxConnections],
    [
      curve('active', { ...connections, label: 'at work', role: 'db-active' }),
      count(({ state }) => state === 'active'),
    ],
    [
      curve('idle-in-transaction', {
        ...{ ...connections, label: 'idle in a transaction' },
        role: 'db-idle-in-transaction',
      }),
      count(({ state }) => state?.startsWith('idle in transaction') ?? false),
    ],
    [
      curve('locks', { ...connections, label: 'waiting for a lock', role: 'db-lock-waiting' }),
      count(({ waits }) => waits === 'Lock'),
    ],
  ]);
}

const present = (all: [ProbeSeries, number | null][]): Measured[] =>
  all.flatMap(([series, value]) => (value === null ? [] : { series, value }));
