import type { MetricNoise, RunEstimates } from './estimate.ts';
import { estimatePairs, type ReadPairs, type SecondsPair } from './estimate-runs.ts';
import { RequestSeconds } from './request-seconds.ts';
import { isSame, repeated, varianceBetween, widened } from './run-noise.ts';

type Setting = { seed: number; breathe?: () => void | Promise<void> };

/**
 * Several pairs of runs as one: what was measured follows on each other, so that every percentile is that of all requests. By
 * how much more the pairs differ than each could by chance is in the errors. All of them are read in the same units.
 */
export async function estimateTogether(
  read: readonly ReadPairs[],
  single: readonly RunEstimates[],
  { seed, breathe }: Setting,
): Promise<RunEstimates | null> {
  const [first] = read;
  if (!first) return null;
  const pairs = first.pairs.flatMap((pair): SecondsPair[] => {
    const same = read.flatMap((one) => one.pairs.filter(({ request }) => isSame(request, pair.request)));
    if (same.length < read.length) return [];
    return [
      {
        request: pair.request,
        baseline: RequestSeconds.joined(same.map(({ baseline }) => baseline)),
        candidate: RequestSeconds.joined(same.map(({ candidate }) => candidate)),
        isThroughputPlanned: same.some(({ isThroughputPlanned }) => isThroughputPlanned),
      },
    ];
  });
  const { baseline, candidate, unitSeconds } = first;
  const isPaired = read.every((one) => one.isPaired);
  const estimates = await estimatePairs(pairs, { isPaired, unitSeconds, seed, breathe });
  const together = { baseline, candidate, unitSeconds, isPaired, ...estimates };
  if (single.length < 2) return together;
  return widened(together, (metric): MetricNoise[] => {
    const spread = varianceBetween(
      repeated(single, metric).map((own) => ({
        values: own.map(({ difference }) => difference),
        within: own.reduce((sum, { error }) => sum + error ** 2, 0) / own.length,
      })),
    );
    return spread ? [{ ...spread, variance: spread.variance / single.length }] : [];
  });
}
