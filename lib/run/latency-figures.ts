import type { LatencyHistogram } from '../histogram/latency-histogram.ts';
import type { LatencyFigures } from './summary.ts';

const PERCENTS = [50, 90, 95, 99, 99.9] as const;

/** Milliseconds with three decimals: microseconds are the resolution, the rest would be noise of division. */
export const msOf = (us: number): number => Math.round(us) / 1000;

/**
 * All figures of a histogram in one pass over its occupied slots. Percentiles are exactly those of
 * `LatencyHistogram.percentile`, which would pass once for each.
 */
export function latencyFigures(histogram: LatencyHistogram | undefined): LatencyFigures {
  if (!histogram || histogram.count === 0)
    return { min: 0, mean: 0, p50: 0, p90: 0, p95: 0, p99: 0, p999: 0, max: 0 };
  const [p50 = 0, p90 = 0, p95 = 0, p99 = 0, p999 = 0] = percentilesUs(histogram, PERCENTS).map(msOf);
  return {
    min: msOf(histogram.min),
    mean: msOf(histogram.mean),
    p50,
    p90,
    p95,
    p99,
    p999,
    max: msOf(histogram.max),
  };
}

/** Microseconds, for ascending percents, in one pass. None of an empty histogram. */
export function percentilesUs(
  histogram: LatencyHistogram | undefined,
  percents: readonly number[],
): number[] {
  if (!histogram || histogram.count === 0) return [];
  const ranks = percents.map((percent) => rankOf(percent, histogram.count));
  const found: number[] = [];
  let passed = 0;
  histogram.forEachSlot((us, count) => {
    passed += count;
    while (found.length < ranks.length && passed >= (ranks[found.length] ?? 0)) {
      found.push(Math.max(histogram.min, Math.min(histogram.max, us)));
    }
  });
  return found;
}

/** How many values a percentile covers, at least one; a product a hair above a whole number counts as that number. */
const rankOf = (percent: number, count: number): number => {
  const exact = (percent / 100) * count;
  return Math.max(1, Math.ceil(exact - exact * Number.EPSILON));
};
