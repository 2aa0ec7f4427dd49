import { LatencyHistogram } from '../histogram/latency-histogram.ts';
import { readSparse, type SparseHistogram } from '../histogram/sparse.ts';
import type { Breathe } from './block-codec.ts';
import type { BlockContent, Cells } from './block-content.ts';
import { isRequest, type SeriesNames } from './block-head.ts';
import type { Dictionary } from './dictionary.ts';
import { GROUP_SECONDS } from './histogram-form.ts';
import { OF_ALL } from './snapshot-tables.ts';

/** Latencies over all requests that count, by groups of ten seconds: each stands in the first second of its group. */
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
    for (let from = 0; from < content.seconds; from += GROUP_SECONDS) {
      scratch.reset();
      for (const [of, own] of rows)
        if (isRequest(series[Number(dictionary.rows[of]?.key[0])]))
          for (const cell of own.slice(from, from + GROUP_SECONDS)) if (cell) addSparse(scratch, cell);
      cells[from] = readSparse(scratch.encode());
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
