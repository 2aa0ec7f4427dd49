import type { ShownLatency } from '../run/shown-latency.ts';
import type { RunHeatmap } from '../run/window.ts';
import type { RecordReader, Selection } from './record-reader.ts';
import type { Stretch } from './stretch.ts';

/** Rows of a heatmap for every power of two: each is 12 % higher than the one below. */
export const ROWS_PER_OCTAVE = 6;

/** Latencies below a microsecond are in the lowest row. */
export const heatmapRow = (us: number): number => Math.floor(Math.log2(Math.max(1, us)) * ROWS_PER_OCTAVE);

/** How the latencies of a stretch are spread, for every `width` seconds; rows have equal height on a logarithmic axis. */
export async function runHeatmap(
  reader: RecordReader,
  stretch: Stretch,
  askedWidth: number,
  latency: ShownLatency,
  selection: Selection = {},
): Promise<RunHeatmap> {
  const { from, to } = reader.aligned(stretch);
  const width = reader.wholeSteps(askedWidth);
  const columns: RunHeatmap['columns'] = [];
  await reader.buckets({ from, to }, width, [latency], selection, (bucket) => {
    const counts: number[] = [];
    let firstRow = 0;
    bucket.latencies[0]?.forEachSlot((us, count) => {
      const row = heatmapRow(us);
      if (counts.length === 0) firstRow = row;
      while (counts.length <= row - firstRow) counts.push(0);
      counts[row - firstRow] = (counts[row - firstRow] ?? 0) + count;
    });
    columns.push({ second: bucket.from, seconds: bucket.to - bucket.from, firstRow, counts });
  });
  return { from, to, width, latency, rowsPerOctave: ROWS_PER_OCTAVE, columns };
}
