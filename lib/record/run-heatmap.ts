import { msOf } from '../run/latency-figures.ts';
import type { LatencyName } from '../run/snapshot.ts';
import type { RunHeatmap } from '../run/window.ts';
import type { RecordReader, Selection, Stretch } from './record-reader.ts';

/** Rows of a heatmap for every power of two. */
const ROWS_PER_OCTAVE = 4;

const rowOf = (us: number): number => Math.floor(Math.log2(Math.max(1, us)) * ROWS_PER_OCTAVE);

/** How the latencies of a stretch are spread, for every `width` seconds; rows have equal height on a logarithmic axis. */
export async function runHeatmap(
  reader: RecordReader,
  { from, to }: Stretch,
  width: number,
  latency: LatencyName,
  selection: Selection = {},
): Promise<RunHeatmap> {
  const found: { second: number; counts: Map<number, number> }[] = [];
  let lowest = Number.POSITIVE_INFINITY;
  let highest = 0;
  await reader.buckets({ from, to }, width, [latency], selection, (bucket) => {
    const counts = new Map<number, number>();
    bucket.latencies[0]?.forEachSlot((us, count) => {
      const row = rowOf(us);
      lowest = Math.min(lowest, row);
      highest = Math.max(highest, row);
      counts.set(row, (counts.get(row) ?? 0) + count);
    });
    found.push({ second: bucket.from, counts });
  });
  const rows = lowest > highest ? 0 : highest - lowest + 1;
  const edge = (row: number) => msOf(2 ** ((lowest + row) / ROWS_PER_OCTAVE));
  return {
    ...{ from, to, width },
    edgesMs: rows === 0 ? [] : Array.from({ length: rows + 1 }, (_, row) => edge(row)),
    columns: found.map(({ second, counts }) => ({
      second,
      counts: Array.from({ length: rows }, (_, row) => counts.get(lowest + row) ?? 0),
    })),
  };
}
