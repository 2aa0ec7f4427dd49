import { increase } from '../prometheus/histogram.ts';
import { emptyReport, type ProbeReport, type StatementReport } from '../report.ts';
import { sequentialScans } from './plan-text.ts';

/** What PostgreSQL has counted since it began to. */
export type PostgresTotals = {
  statements: { id: string; text: string; calls: number; ms: number; rows: number; blocks: number }[];
  tables: {
    name: string;
    rows: number;
    sequentialScans: number;
    rowsWithoutIndex: number;
    indexScans: number;
    rowsByIndex: number;
    hit: number;
    read: number;
  }[];
  indexes: {
    name: string;
    table: string;
    scans: number;
    rows: number;
    bytes: number;
    isUnique: boolean;
  }[];
};

/** The plan of a statement, or why there is none. */
export type Planned = { plan: string[] } | { noPlan: string };

/** So many statements are told, and explained. */
export const MOST_STATEMENTS = 10;
const MOST_TABLES = 50;
const MOST_INDEXES = 100;

type Grown = PostgresTotals['statements'][number];

/** The statements that took longest between two looks, the costliest first. */
export function costliest(before: PostgresTotals, after: PostgresTotals): Grown[] {
  const was = new Map(before.statements.map((one) => [one.id, one]));
  return after.statements
    .map((one): Grown => {
      const first = was.get(one.id);
      return {
        ...one,
        calls: increase(first?.calls ?? 0, one.calls),
        ms: increase(first?.ms ?? 0, one.ms),
        rows: increase(first?.rows ?? 0, one.rows),
        blocks: increase(first?.blocks ?? 0, one.blocks),
      };
    })
    .filter(({ calls }) => calls > 0)
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, MOST_STATEMENTS);
}

/** What was done between two looks. `planned` has the plans of the costliest statements by their ids. */
export function reportOf(
  before: PostgresTotals,
  after: PostgresTotals,
  planned: ReadonlyMap<string, Planned>,
): ProbeReport {
  const rowsOf = new Map(after.tables.map(({ name, rows }) => [name, rows]));
  return {
    ...emptyReport(),
    statements: costliest(before, after).map(({ id, text, calls, ms, rows, blocks }): StatementReport => {
      const found = planned.get(id) ?? { noPlan: 'It was not explained.' };
      const plan = 'plan' in found ? found.plan : null;
      return {
        ...{ text, calls, seconds: ms / 1000, rows, blocks, plan },
        noPlan: 'noPlan' in found ? found.noPlan : null,
        scans: sequentialScans(plan ?? []).map((table) => ({ table, rows: rowsOf.get(table) ?? null })),
      };
    }),
    tables: tablesOf(before, after),
    indexes: indexesOf(before, after),
  };
}

function tablesOf(before: PostgresTotals, after: PostgresTotals): ProbeReport['tables'] {
  const was = new Map(before.tables.map((one) => [one.name, one]));
  return after.tables
    .map(({ name, rows, hit, read, ...counts }) => {
      const first = was.get(name);
      const hits = increase(first?.hit ?? 0, hit);
      const reads = increase(first?.read ?? 0, read);
      return {
        ...{ name, rows },
        sequentialScans: increase(first?.sequentialScans ?? 0, counts.sequentialScans),
        rowsWithoutIndex: increase(first?.rowsWithoutIndex ?? 0, counts.rowsWithoutIndex),
        indexScans: increase(first?.indexScans ?? 0, counts.indexScans),
        rowsByIndex: increase(first?.rowsByIndex ?? 0, counts.rowsByIndex),
        cacheHit: hits + reads === 0 ? null : hits / (hits + reads),
      };
    })
    .filter((one) => one.sequentialScans + one.indexScans > 0)
    .toSorted((a, b) => b.rowsWithoutIndex + b.rowsByIndex - (a.rowsWithoutIndex + a.rowsByIndex))
    .slice(0, MOST_TABLES);
}

function indexesOf(before: PostgresTotals, after: PostgresTotals): ProbeReport['indexes'] {
  const was = new Map(before.indexes.map((one) => [`${one.table} ${one.name}`, one]));
  return after.indexes
    .map(({ scans, rows, ...rest }) => {
      const first = was.get(`${rest.table} ${rest.name}`);
      return { ...rest, scans: increase(first?.scans ?? 0, scans), rows: increase(first?.rows ?? 0, rows) };
    })
    .toSorted((a, b) => b.scans - a.scans || b.bytes - a.bytes)
    .slice(0, MOST_INDEXES);
}
