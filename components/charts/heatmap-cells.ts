import { formatCount, formatMs } from '@/lib/format/format.ts';
import type { RunHeatmap } from '@/lib/run/window.ts';
import type { Curve, Row } from './rows.ts';

export type HeatmapColumn = RunHeatmap['columns'][number];

/** Lower end of a row, milliseconds. */
export const rowEdgeMs = (row: number, rowsPerOctave: number): number => 2 ** (row / rowsPerOctave) / 1000;

/** Rows that any column fills: lowest, and the one above the highest; undefined when there are no requests. */
export function filledRows(
  columns: readonly HeatmapColumn[],
): readonly [first: number, after: number] | undefined {
  let first = Number.POSITIVE_INFINITY;
  let after = 0;
  for (const { firstRow, counts } of columns) {
    if (counts.length === 0) continue;
    first = Math.min(first, firstRow);
    after = Math.max(after, firstRow + counts.length);
  }
  return after === 0 ? undefined : [first, after];
}

/** Requests of the fullest cell. */
export const fullest = (columns: readonly HeatmapColumn[]): number =>
  columns.reduce((most, { counts }) => counts.reduce((more, count) => Math.max(more, count), most), 0);

/** How dark a cell is, 0 to 1: by factors, so that a few requests are seen beside thousands. */
export const darkness = (count: number, most: number): number =>
  count === 0 ? 0 : 0.12 + 0.88 * (most <= 1 ? 1 : Math.log(count) / Math.log(most));

/** What is told of a column to those who point at it, cannot see it, or want it as a table. */
export const HEATMAP_FACTS: readonly Curve[] = [
  { key: 'count', label: 'requests', format: formatCount },
  { key: 'fastest', label: 'fastest from', format: formatMs },
  { key: 'most', label: 'most from', format: formatMs },
  { key: 'slowest', label: 'slowest up to', format: formatMs },
].map((fact) => ({ ...fact, colour: 'var(--p95)', draw: 'area' }));

export function heatmapRows(columns: readonly HeatmapColumn[], rowsPerOctave: number): Row[] {
  return columns.map(({ second, seconds, firstRow, counts }) => {
    const edge = (row: number) => (counts.length === 0 ? null : rowEdgeMs(firstRow + row, rowsPerOctave));
    const highest = Math.max(0, ...counts);
    return {
      from: second,
      at: second + seconds,
      values: {
        count: counts.reduce((sum, count) => sum + count, 0),
        fastest: edge(0),
        most: edge(counts.indexOf(highest)),
        slowest: edge(counts.length),
      },
    };
  });
}
