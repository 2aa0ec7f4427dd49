import { LatencyHistogram } from '../histogram/latency-histogram.ts';
import { readSparse, type SparseHistogram } from '../histogram/sparse.ts';
import type { Breathe } from './block-codec.ts';
import type { BlockContent, Cells } from './block-content.ts';
import { isRequest, type SeriesNames } from './block-head.ts';
import type { Dictionary } from './dictionary.ts';
import { OF_ALL } from './snapshot-tables.ts';

/** Latencies over all requests that count: what charts ask for most, and would else be merged of all series each time. */
export async function ofAll(
  content: BlockContent,
  dictionary: Dictionary,
  series: readonly SeriesNames[],
  breathe: Breathe,
): Promise<{ row: number; cells: Map<number, Cells> }> {
  const row = dictionary.row('run', []);
  const found = new Map<number, Cells>();
  const scratch = new LatencyHistogram();
  for (const name of OF_ALL) {
    const column = dictionary.findColumn('series', name);
    const rows = column === undefined ? undefined : content.histograms.get(column);
    if (!rows) continue;
    const cells: Cells = [];
    const counted = [...rows].filter(([of]) => isRequest(series[Number(dictionary.rows[of]?.key[0])]));
    for (let second = 0; second < content.seconds; second++) {
      scratch.reset();
      for (const [, own] of counted) {
        const cell = own[second];
        if (cell) addSparse(scratch, cell);
      }
      cells[second] = readSparse(scratch.encode());
      await breathe();
    }
    found.set(dictionary.column('run', name, 'histogram'), cells);
  }
  return { row, cells: found };
}

export function addSparse(to: LatencyHistogram, { total, sum, min, max, pairs }: SparseHistogram): void {
  for (let i = 0; i < pairs.length; i += 2) to.addToSlot(pairs[i] ?? 0, pairs[i + 1] ?? 0);
  to.addFigures(total, sum, min, max);
}
