import { LatencyHistogram } from '../histogram/latency-histogram.ts';
import { columnOfPair, type Dictionary, nothingOf, rowOfPair, together } from './dictionary.ts';
import type { RowHistograms } from './histogram-reader.ts';
import type { BlockNumbers } from './number-column.ts';

/** Numbers and histograms of a stretch of time, by column and row, gathered in the order of time. */
export class MergedRows {
  readonly numbers = new Map<number, number>();
  readonly histograms = new Map<number, Map<number, LatencyHistogram>>();
  private readonly dictionary: Dictionary;

  constructor(dictionary: Dictionary) {
    this.dictionary = dictionary;
  }

  /** Parts `from` to `to` (exclusive) of a block's numbers; `isLast` when the stretch ends with them. */
  addNumbers(numbers: BlockNumbers, from: number, to: number, isLast: boolean): void {
    for (const [pair, values] of numbers) {
      const rule = this.dictionary.columns[columnOfPair(pair)]?.rule ?? 'sum';
      let value = this.numbers.get(pair) ?? nothingOf(rule);
      for (let part = from; part < to; part++) value = together(rule, value, values[part] ?? 0);
      // What a later block does not have at all has ended before it.
      this.numbers.set(pair, rule === 'last' && !isLast ? 0 : value);
    }
  }

  /** Of a column, over all rows that `isWanted` lets through. */
  sumOf(column: number | undefined, isWanted: (row: number) => boolean = () => true): number {
    let sum = 0;
    for (const [pair, value] of this.numbers)
      if (columnOfPair(pair) === column && isWanted(rowOfPair(pair))) sum += value;
    return sum;
  }

  /** The histogram of a row, made when there is none yet. */
  histogram(column: number, row: number): LatencyHistogram {
    let rows = this.histograms.get(column);
    if (!rows) {
      rows = new Map();
      this.histograms.set(column, rows);
    }
    let histogram = rows.get(row);
    if (!histogram) {
      histogram = new LatencyHistogram();
      rows.set(row, histogram);
    }
    return histogram;
  }
}

/** By part of a block, where its latencies belong; parts without a histogram are passed over. */
export type Targets = readonly (LatencyHistogram | undefined)[];

export function spread(
  { part, slot, count, length, totals, sums, mins, maxs }: RowHistograms,
  to: Targets,
): void {
  if (totals.length === 1) to[0]?.addToSlots(slot, count, length);
  else for (let i = 0; i < length; i++) to[part[i] ?? 0]?.addToSlot(slot[i] ?? 0, count[i] ?? 0);
  for (let own = 0; own < totals.length; own++) {
    const total = totals[own] ?? 0;
    if (total > 0) to[own]?.addFigures(total, sums[own] ?? 0, mins[own] ?? 0, maxs[own] ?? 0);
  }
}
