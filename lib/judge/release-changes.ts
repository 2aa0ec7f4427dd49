import { changePoints } from './change-points.ts';
import { JUDGED_METRICS, type JudgedMetric } from './estimate.ts';
import { randomFrom } from './random.ts';

export type MetricValues = Readonly<Record<JudgedMetric, number | null>>;
export type ReleaseChange = { metric: JudgedMetric; at: number; before: number; after: number; p: number };

/**
 * Where each metric of runs that follow on each other changed: `at` is the first one that is different. Latencies and
 * throughput are looked at by factors. The same for the same values.
 */
export function releaseChanges(runs: readonly MetricValues[]): ReleaseChange[] {
  return JUDGED_METRICS.flatMap((metric) => {
    const known = runs.flatMap((values, at) => {
      const value = values[metric];
      return value === null ? [] : [{ at, value }];
    });
    const scaled = known.map(({ value }) =>
      metric === 'failedRate' ? value : Math.log(Math.max(value, 1e-6)),
    );
    const points = changePoints(scaled, randomFrom(1));
    const median = (from: number, to: number) => {
      const sorted = known
        .slice(from, to)
        .map(({ value }) => value)
        .sort((a, b) => a - b);
      return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
    };
    return points.map(({ at, p }, index) => ({
      ...{ metric, p, at: known[at]?.at ?? 0 },
      before: median(points[index - 1]?.at ?? 0, at),
      after: median(at, points[index + 1]?.at ?? known.length),
    }));
  });
}
