import { msOf, percentilesUs } from '../run/latency-figures.ts';
import type { ShownLatency } from '../run/shown-latency.ts';
import type { RunSpectrum } from '../run/window.ts';
import type { RecordReader, Selection } from './record-reader.ts';
import type { Stretch } from './stretch.ts';

/** Points for every factor of ten in what is slower: so many from p90 to p99, as many from p99 to p99.9. */
const POINTS_PER_NINE = 20;
/** Up to p99.999. */
const NINES = 5;

/** What people ask for by name, between those. */
const NAMED = [25, 50, 75, 80, 95, 99.5, 100];

/** Evenly spaced on the axis of such a plot, which is logarithmic in the share that is slower; the last is the maximum. */
const PERCENTS = [
  ...Array.from({ length: POINTS_PER_NINE * NINES + 1 }, (_, at) => percentAt(at / POINTS_PER_NINE)),
  ...NAMED,
].sort((a, b) => a - b);

/** Nine digits, so that p99 is 99 and not a hair below. */
function percentAt(nines: number): number {
  return Math.round((100 - 100 * 10 ** -nines) * 1e7) / 1e7;
}

/** A latency of a stretch by percentile; percentiles that only the slowest request is above are left out. */
export async function runSpectrum(
  reader: RecordReader,
  stretch: Stretch,
  latency: ShownLatency,
  selection: Selection = {},
): Promise<RunSpectrum> {
  const histogram = await reader.distribution(stretch, latency, selection);
  const { count } = histogram;
  const told = PERCENTS.filter((percent) => percent === 100 || ((100 - percent) / 100) * count >= 1);
  const found = percentilesUs(histogram, told);
  return {
    ...stretch,
    latency,
    count,
    points: found.map((us, at) => ({ percent: told[at] ?? 100, ms: msOf(at === 0 ? histogram.min : us) })),
  };
}
