import { z } from 'zod';
import type { Estimate, JudgedMetric, RequestEstimates, RunEstimates } from './estimate.ts';
import { holmLevels } from './holm.ts';
import { twoSidedQuantile, twoSidedTail } from './student-t.ts';

/** Four answers, never two. */
export const ANSWERS = ['worse', 'better', 'equivalent', 'not-enough-data'] as const;
export type Answer = (typeof ANSWERS)[number];

/** Smaller differences do not matter to whoever asks. */
export const Margins = z.object({
  /** Share of the baseline's latency or throughput. */
  relative: z.number().min(0.001).max(1).default(0.05),
  /** Milliseconds of latency; the larger of both counts. */
  milliseconds: z.number().min(0).max(1000).default(1),
  /** Failure rate, 0 to 1. */
  failedRate: z.number().min(0.00001).max(1).default(0.001),
});
export type Margins = z.output<typeof Margins>;
export const MARGINS: Margins = Margins.parse({});

/** Chance of one or more false differences in a whole comparison. */
export const ALPHA = 0.05;

/** The answer to one metric of one request. */
export type Judged = {
  metric: JudgedMetric;
  baseline: number | null;
  candidate: number | null;
  answer: Answer;
  /** Candidate against baseline: relative (0.1 for 10 % more), of failure rates absolute. Null when it cannot be told. */
  change: number | null;
  /** Where the change lies, at the level at which it was judged. */
  interval: { low: number; high: number } | null;
  /** In the measure of `change`. */
  margin: number;
  /** Probability of such a difference between equal releases, for this one alone. */
  p: number | null;
  lacks: Estimate['lacks'] | 'wide';
};

export type JudgedRequest = Omit<RequestEstimates, 'estimates'> & { judged: Record<JudgedMetric, Judged> };
export type JudgedRuns = { total: JudgedRequest; requests: JudgedRequest[] };

/**
 * The answers to everything that was compared, corrected for being looked at together (Holm): `worse` and `better` when
 * the interval leaves out 0 and the change is larger than the margin, `equivalent` when all of the interval is within it.
 */
export function answersOf(runs: RunEstimates, margins: Margins, alpha = ALPHA): JudgedRuns {
  const rows = [runs.total, ...runs.requests];
  const all = rows.flatMap(({ estimates }) => estimates);
  const judgeable = all.filter(({ lacks }) => lacks === null);
  const levels = holmLevels(judgeable.map(tailOf), alpha);
  const levelOf = new Map(judgeable.map((estimate, at) => [estimate, levels[at] ?? alpha]));
  const judgedRow = ({ estimates, ...request }: RequestEstimates): JudgedRequest => {
    const of = (metric: JudgedMetric): Judged => {
      const estimate = estimates.find((one) => one.metric === metric) ?? nothing(metric);
      return judged(estimate, margins, levelOf.get(estimate) ?? alpha);
    };
    return {
      ...request,
      judged: {
        p50: of('p50'),
        p95: of('p95'),
        p99: of('p99'),
        failedRate: of('failedRate'),
        requestsPerSecond: of('requestsPerSecond'),
      },
    };
  };
  return { total: judgedRow(runs.total), requests: runs.requests.map(judgedRow) };
}

const nothing = (metric: JudgedMetric): Estimate => ({
  ...{ metric, baseline: null, candidate: null, difference: 0, error: 0, freedom: 0 },
  lacks: 'few-requests',
});

/** Two runs that do not vary at all differ for certain, or not at all. */
function tailOf({ difference, error, freedom }: Estimate): number {
  if (error === 0) return difference === 0 ? 1 : 0;
  return twoSidedTail(Math.abs(difference) / error, freedom);
}

function judged(estimate: Estimate, margins: Margins, level: number): Judged {
  const { metric, baseline, candidate, difference, error, freedom, lacks } = estimate;
  const margin = marginOf(estimate, margins);
  const figures = { metric, baseline, candidate, margin };
  if (lacks) return { ...figures, answer: 'not-enough-data', change: null, interval: null, p: null, lacks };
  const toChange = metric === 'failedRate' ? (value: number) => value : Math.expm1;
  const reach = error === 0 ? 0 : twoSidedQuantile(level, freedom) * error;
  const interval = { low: toChange(difference - reach), high: toChange(difference + reach) };
  // The estimate of rare failures is drawn towards one half; what is told is what happened.
  const happened = metric === 'failedRate' && baseline !== null && candidate !== null;
  const change = happened ? candidate - baseline : toChange(difference);
  const answer = answerTo(metric, change, interval, margin);
  const isWide = answer === 'not-enough-data';
  return { ...figures, answer, change, interval, p: tailOf(estimate), lacks: isWide ? 'wide' : null };
}

function marginOf({ metric, baseline }: Estimate, margins: Margins): number {
  if (metric === 'failedRate') return margins.failedRate;
  if (metric === 'requestsPerSecond') return margins.relative;
  return Math.max(margins.relative, baseline ? margins.milliseconds / baseline : 0);
}

function answerTo(
  metric: JudgedMetric,
  change: number,
  { low, high }: { low: number; high: number },
  margin: number,
): Answer {
  if (low >= -margin && high <= margin) return 'equivalent';
  const isMore = low > 0 && change > margin;
  const isLess = high < 0 && change < -margin;
  if (!isMore && !isLess) return 'not-enough-data';
  return isMore === (metric === 'requestsPerSecond') ? 'better' : 'worse';
}
