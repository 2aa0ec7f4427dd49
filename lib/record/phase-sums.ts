import type { LatencyHistogram } from '../histogram/latency-histogram.ts';
import { sumAlone } from '../histogram/sparse.ts';
import { METRIC_NAMES, metricOf } from '../thresholds/metrics.ts';
import { columnOfPair, type Dictionary, pairOf, rowOfPair } from './dictionary.ts';
import type { MergedRows } from './merged-rows.ts';
import type { BlockNumbers } from './number-column.ts';
import { COARSE, SUM } from './snapshot-tables.ts';

/**
 * Most questions want no more of a phase of requests (looking up, connecting, waiting …) than its mean. Sums stand among the
 * numbers, where they are read at once; records of earlier versions have them in the histograms alone.
 */
export class PhaseSums {
  /** Column of the histograms, and that of the sums. */
  private readonly columns: ReadonlyMap<number, number>;

  constructor(dictionary: Dictionary) {
    this.columns = new Map(
      [...COARSE].flatMap((phase): [number, number][] => {
        const [histograms, sums] = [
          dictionary.findColumn('series', phase),
          dictionary.findColumn('series', phase + SUM),
        ];
        return histograms === undefined || sums === undefined ? [] : [[histograms, sums]];
      }),
    );
  }

  /** The columns of histograms of which a block has the sums. */
  knownIn(numbers: BlockNumbers): Set<number> {
    const present = new Set([...numbers.keys()].map(columnOfPair));
    return new Set(
      [...this.columns].flatMap(([histograms, sums]) => (present.has(sums) ? [histograms] : [])),
    );
  }

  /** Whether a column may be told by its sums. */
  has(column: number): boolean {
    return this.columns.has(column);
  }

  /** Every phase of every row as a histogram that is good for its mean alone. */
  *of(merged: MergedRows): Generator<[column: number, row: number, bytes: Uint8Array]> {
    for (const [histograms, sums] of this.columns) {
      const read: ReadonlyMap<number, LatencyHistogram> = merged.histograms.get(histograms) ?? new Map();
      const rows = new Set(read.keys());
      for (const pair of merged.numbers.keys()) if (columnOfPair(pair) === sums) rows.add(rowOfPair(pair));
      for (const row of rows) {
        const sum = (merged.numbers.get(pairOf(sums, row)) ?? 0) + (read.get(row)?.sum ?? 0);
        if (sum > 0) yield [histograms, row, sumAlone(sum)];
      }
    }
  }

  /** The sums of histograms that are whole, whatever numbers say. */
  put(merged: MergedRows, numbers: Map<number, readonly number[]>): void {
    for (const [histograms, sums] of this.columns)
      for (const [row, { sum }] of merged.histograms.get(histograms) ?? [])
        if (sum > 0) numbers.set(pairOf(sums, row), [sum]);
  }
}

/** Whether a rule asks more of phases than their means. */
export const asksOfPhases = (thresholds: readonly { metric: string }[]): boolean =>
  thresholds.some(({ metric }) =>
    METRIC_NAMES.some((name) => {
      const known = metricOf(name);
      return known.kind === 'trend' && COARSE.has(known.latency) && metric.trim().startsWith(name);
    }),
  );
