import { curvesOf, type Observed, type ObservedCurve, totalOf, valuesOf, weightedMean } from '../observed.ts';

/** What the database reads for a statement without an index, and what it gives back. */
export type ScannedRows = {
  table: string;
  /** Of each call. */
  read: number;
  returned: number;
  curves: ReturnType<typeof curvesOf>;
};

/** Rows read for each call, and for each row that is returned, from which on an index is missing. */
const MANY = 1000;
const EACH = 50;

/**
 * null where nobody counts, or where rows are read as they are asked for. Rows read without an index are counted by table:
 * they are shared among all statements that name it.
 */
export function scannedRows(mean: ObservedCurve, observed: Observed): ScannedRows | null {
  const { probe } = mean;
  const of = (role: 'query-rows' | 'query-rate', statement: string) =>
    observed.all(role).find((one) => one.probe === probe && one.series.of === statement);
  const rows = of('query-rows', mean.series.of);
  if (!rows) return null;
  const returned = weightedMean(rows, of('query-rate', mean.series.of));
  for (const table of observed.all('table-rows-scanned').filter((one) => one.probe === probe)) {
    const names = new RegExp(`\\b${escaped(table.series.of.replace(/^.*\./, ''))}\\b`, 'i');
    if (!names.test(mean.series.of)) continue;
    const calls = observed
      .all('query-rate')
      .filter((one) => one.probe === probe && names.test(one.series.of))
      .reduce((sum, one) => sum + totalOf(one), 0);
    const read = calls === 0 ? 0 : totalOf(table) / calls;
    if (read >= MANY && read >= EACH * Math.max(1, returned))
      return { table: table.series.of, read, returned, curves: curvesOf(table, rows) };
  }
  return null;
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Looks at which a curve had something to say. */
export const lookCount = (curve: ObservedCurve | undefined) => Math.max(1, valuesOf(curve).length);
