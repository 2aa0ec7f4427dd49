import { type Side, uncertaintyOf } from './bootstrap.ts';
import type { Estimate, JudgedMetric } from './estimate.ts';
import { LatencyCounts, wholeOf } from './latency-counts.ts';
import { percentileSide } from './percentile-side.ts';
import type { RequestSeconds } from './request-seconds.ts';
import { runningSums, sumOver } from './running-sums.ts';
import { tailError } from './tail-error.ts';

const SHARES = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;
type Percentile = keyof typeof SHARES;

/** A percentile is judged when so many requests were slower, and as many faster, in both runs. */
export const FEWEST_BEYOND = 20;
/** Failures that differ by more than this share of all requests make other answers of them, with other latencies. */
export const OTHER_ANSWERS = 0.02;

/**
 * Failures come in bursts. One that is longer than a block counts as several, or half a run of nothing but failures would
 * be one event, of which nothing can be said.
 */
const FAILURE_BLOCKS = { fewest: 30, most: 30 };

export type Pair = { baseline: RequestSeconds; candidate: RequestSeconds };
export type Comparing = {
  isPaired: boolean;
  /** false: the candidate's figures cannot be trusted. */
  isValid?: boolean;
  /** Seconds of a unit. */
  unitSeconds: number;
  /** The plan says how many there are: that is no property of the release. */
  isThroughputPlanned: boolean;
  random: () => number;
  breathe?: () => void | Promise<void>;
};

/** Every metric of one request in both runs. */
export async function estimateRequest(pair: Pair, comparing: Comparing): Promise<Estimate[]> {
  const { breathe } = comparing;
  const found: Estimate[] = [];
  const shares = Object.values(SHARES);
  const baseline = new LatencyCounts(pair.baseline, shares);
  const candidate = new LatencyCounts(pair.candidate, shares);
  await breathe?.();
  const areOthers = Math.abs(rateOf(pair.candidate) - rateOf(pair.baseline)) > OTHER_ANSWERS;
  for (const metric of ['p50', 'p95', 'p99'] as const) {
    found.push(percentile(metric, baseline, candidate, areOthers, comparing));
    await breathe?.();
  }
  found.push(failures(pair, comparing), throughput(pair, comparing));
  await breathe?.();
  return comparing.isValid === false ? found.map((figures) => lacking(figures, 'invalid')) : found;
}

function percentile(
  metric: Percentile,
  baseline: LatencyCounts,
  candidate: LatencyCounts,
  areOthers: boolean,
  { isPaired, random }: Comparing,
): Estimate {
  const share = SHARES[metric];
  const figureOf = (counts: LatencyCounts) => counts.percentile(share, wholeOf(counts.units));
  const [before, after] = [figureOf(baseline), figureOf(candidate)];
  const figures = { metric, baseline: msOf(baseline.told(share)), candidate: msOf(candidate.told(share)) };
  const fewest = Math.min(baseline.count, candidate.count) * Math.min(share, 1 - share);
  if (before === null || after === null || fewest < FEWEST_BEYOND) return lacking(figures, 'few-requests');
  if (areOthers) return lacking(figures, 'other-answers');
  const sides = [percentileSide(baseline, share), percentileSide(candidate, share)] as const;
  const uncertainty = uncertaintyOf(...sides, isPaired, random);
  if (!uncertainty) return lacking(figures, 'short');
  const difference = Math.log(Math.max(after, 1) / Math.max(before, 1));
  const { freedom, blocks } = uncertainty;
  const tail = tailError(baseline, candidate, { share, difference, blocks, isPaired });
  return { ...figures, difference, error: Math.max(uncertainty.error, tail), freedom, lacks: null };
}

const msOf = (us: number | null) => (us === null ? null : us / 1000);

type Figures = Pick<Estimate, 'metric' | 'baseline' | 'candidate'>;
const lacking = (
  { metric, baseline, candidate }: Figures,
  lacks: NonNullable<Estimate['lacks']>,
): Estimate => ({
  ...{ metric, baseline, candidate },
  ...{ difference: 0, error: 0, freedom: 0, lacks },
});

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
const rateOf = ({ requests, failed }: RequestSeconds) => sum(failed) / Math.max(1, sum(requests));

/**
 * The bootstrap knows nothing of what did not happen: of two runs without failures it has no uncertainty. So the interval
 * is never narrower than that of Agresti and Caffo (2000), which counts one failure and one success more in each.
 */
function failures(pair: Pair, { isPaired, random }: Comparing): Estimate {
  const [before, after] = [countsOf(pair.baseline), countsOf(pair.candidate)];
  const figures: Figures = {
    metric: 'failedRate',
    baseline: before.requests > 0 ? before.failed / before.requests : null,
    candidate: after.requests > 0 ? after.failed / after.requests : null,
  };
  if (Math.min(before.requests, after.requests) < FEWEST_BEYOND) return lacking(figures, 'few-requests');
  const [one, other] = [rateSide(pair.baseline), rateSide(pair.candidate)];
  const uncertainty = uncertaintyOf(one, other, isPaired, random, FAILURE_BLOCKS);
  if (!uncertainty) return lacking(figures, 'short');
  const { freedom } = uncertainty;
  const rare = agrestiCaffo(before, after);
  const error = Math.max(uncertainty.error, rare.error);
  return { ...figures, difference: rare.difference, error, freedom, lacks: null };
}

type Counts = { requests: number; failed: number };
const countsOf = ({ requests, failed }: RequestSeconds): Counts => ({
  requests: sum(requests),
  failed: sum(failed),
});

/** The difference of two proportions, and its standard error. */
export function agrestiCaffo(before: Counts, after: Counts): { difference: number; error: number } {
  const [p, q] = [before, after].map(({ requests, failed }) => (failed + 1) / (requests + 2));
  const variance = (share = 0, { requests }: Counts) => (share * (1 - share)) / (requests + 2);
  return {
    difference: (q ?? 0) - (p ?? 0),
    error: Math.sqrt(variance(p, before) + variance(q, after)),
  };
}

function rateSide(request: RequestSeconds): Side {
  const { requests, failed, units } = request;
  const [all, bad] = [runningSums(requests), runningSums(failed)];
  const rate = rateOf(request);
  const total = Math.max(1, sum(requests));
  return {
    units,
    influence: failed.map((value, unit) => (value - rate * (requests[unit] ?? 0)) / total),
    figure: (blocks) => {
      const count = sumOver(all, blocks);
      return count === 0 ? null : sumOver(bad, blocks) / count;
    },
  };
}

function throughput(pair: Pair, { isPaired, unitSeconds, isThroughputPlanned, random }: Comparing): Estimate {
  const metric: JudgedMetric = 'requestsPerSecond';
  const perSecond = ({ requests, units }: RequestSeconds) => sum(requests) / (units * unitSeconds);
  const [before, after] = [perSecond(pair.baseline), perSecond(pair.candidate)];
  const figures: Figures = { metric, baseline: before, candidate: after };
  if (isThroughputPlanned) return lacking(figures, 'planned');
  const fewest = Math.min(sum(pair.baseline.requests), sum(pair.candidate.requests));
  if (fewest < FEWEST_BEYOND) return lacking(figures, 'few-requests');
  const sideOf = ({ requests, units }: RequestSeconds): Side => {
    const sums = runningSums(requests);
    const mean = sum(requests) / units;
    return {
      units,
      influence: requests.map((value) => value / mean - 1),
      figure: (blocks) => {
        const count = sumOver(sums, blocks);
        return count === 0 ? null : Math.log(count);
      },
    };
  };
  const uncertainty = uncertaintyOf(sideOf(pair.baseline), sideOf(pair.candidate), isPaired, random);
  if (!uncertainty) return lacking(figures, 'short');
  const { error, freedom } = uncertainty;
  return { ...figures, difference: Math.log(after / before), error, freedom, lacks: null };
}
