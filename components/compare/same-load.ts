import type { RunLoadLevels } from '@/lib/run/window.ts';
import type { Percentile } from './percentiles.ts';

type Level = RunLoadLevels['levels'][number];

/** Levels that are so close are the same load. Share of the larger. */
const CLOSE = 0.1;

/** What two runs took at the highest load that both had: requests per second, milliseconds. Null when they never had the same. */
export function sameLoad(
  baseline: readonly Level[],
  candidate: readonly Level[],
  percentile: Percentile,
): { requestsPerSecond: number; before: number; after: number } | null {
  const highest = baseline.toSorted((a, b) => b.requestsPerSecond - a.requestsPerSecond);
  for (const level of highest) {
    const rate = level.requestsPerSecond;
    const apart = (other: Level) => Math.abs(other.requestsPerSecond - rate);
    const nearest = candidate.toSorted((a, b) => apart(a) - apart(b))[0];
    if (nearest && apart(nearest) <= CLOSE * Math.max(rate, nearest.requestsPerSecond))
      return { requestsPerSecond: rate, before: level[percentile], after: nearest[percentile] };
  }
  return null;
}
