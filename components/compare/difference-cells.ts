import type { RunHeatmap } from '@/lib/run/window.ts';

/** One cell of a difference: `share` of all requests of its column that took this long in the candidate, less that in the baseline. */
export type DifferenceColumn = {
  second: number;
  seconds: number;
  firstRow: number;
  shares: number[];
};

type Column = RunHeatmap['columns'][number];

/**
 * Where the requests of one run are and those of the other are not, column by column of the same time since the start of
 * each. Columns that one of them does not have are left out.
 */
export function differenceColumns(
  baseline: readonly Column[],
  candidate: readonly Column[],
): DifferenceColumn[] {
  const before = new Map(baseline.map((column) => [column.second, column]));
  return candidate.flatMap((column): DifferenceColumn[] => {
    const old = before.get(column.second);
    if (!old) return [];
    const filled = [old, column].filter(({ counts }) => counts.length > 0);
    if (filled.length === 0) return [];
    const firstRow = Math.min(...filled.map((one) => one.firstRow));
    const after = Math.max(...filled.map((one) => one.firstRow + one.counts.length));
    const shareOf = (one: Column) => {
      const total = one.counts.reduce((sum, count) => sum + count, 0);
      return (row: number) => (total === 0 ? 0 : (one.counts[row - one.firstRow] ?? 0) / total);
    };
    const [was, is] = [shareOf(old), shareOf(column)];
    return [
      {
        ...{ second: column.second, seconds: Math.min(old.seconds, column.seconds), firstRow },
        shares: Array.from({ length: after - firstRow }, (_, at) => is(firstRow + at) - was(firstRow + at)),
      },
    ];
  });
}

/** The largest difference of any cell, so that shades have a measure. */
export const largestShare = (columns: readonly DifferenceColumn[]): number =>
  columns.reduce(
    (most, { shares }) => shares.reduce((more, share) => Math.max(more, Math.abs(share)), most),
    0,
  );
