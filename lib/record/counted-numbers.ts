import { isRequest } from './block-head.ts';
import { columnOfPair, rowOfPair } from './dictionary.ts';
import type { RecordIndex } from './record-index.ts';
import type { Selection } from './record-reader.ts';

/** Adds up requests and failures of the selected series among the numbers of a stretch. */
export function countedNumbers(
  { dictionary, series }: Pick<RecordIndex, 'dictionary' | 'series'>,
  { series: selected }: Selection,
) {
  const [count, failed] = ['count', 'failed'].map((name) => dictionary.findColumn('series', name));
  return (numbers: ReadonlyMap<number, number>): { requests: number; failed: number } => {
    const sums = { requests: 0, failed: 0 };
    for (const [pair, value] of numbers) {
      const column = columnOfPair(pair);
      if (column !== count && column !== failed) continue;
      const index = Number(dictionary.rows[rowOfPair(pair)]?.key[0]);
      if (!(selected ? selected.has(index) : isRequest(series[index]))) continue;
      sums[column === count ? 'requests' : 'failed'] += value;
    }
    return sums;
  };
}
