import { z } from 'zod';

/** What is judged of every request. Latencies are response times. */
export const JUDGED_METRICS = ['p50', 'p95', 'p99', 'failedRate', 'requestsPerSecond'] as const;
export const JudgedMetric = z.enum(JUDGED_METRICS);
export type JudgedMetric = z.output<typeof JudgedMetric>;

/** Why a difference cannot be estimated at all. */
export const LACKS = ['few-requests', 'short', 'other-answers', 'planned', 'invalid'] as const;

/** A difference between two runs and how uncertain it is. Latencies in milliseconds, failures 0 to 1. */
export const Estimate = z.object({
  metric: JudgedMetric,
  baseline: z.number().nullable(),
  candidate: z.number().nullable(),
  /** Candidate less baseline: of failures of the rates, of all else of their natural logarithms. */
  difference: z.number(),
  /** Standard error of the difference, and the degrees of freedom that it was estimated with. */
  error: z.number().min(0),
  freedom: z.number().min(0),
  /** Set when there is none: the difference and its error are 0 then. */
  lacks: z.enum(LACKS).nullable(),
});
export type Estimate = z.output<typeof Estimate>;

export const RequestEstimates = z.object({
  scenario: z.string(),
  group: z.string(),
  name: z.string(),
  /** In the stretch that is compared. */
  requests: z.object({ baseline: z.number(), candidate: z.number() }),
  estimates: z.array(Estimate),
});
export type RequestEstimates = z.output<typeof RequestEstimates>;

/** How much equal runs differ beyond what each varies within itself, in the measure of `Estimate.difference`. */
export const MetricNoise = z.object({
  /** Variance of a figure from run to run. */
  variance: z.number().min(0),
  /** Degrees of freedom that it was found with. */
  freedom: z.number().min(0),
});
export type MetricNoise = z.output<typeof MetricNoise>;

/** Measured by running the same release again and again in one environment. */
export const RunNoise = z.object({
  /** How many runs. */
  runs: z.int(),
  metrics: z.partialRecord(JudgedMetric, MetricNoise),
});
export type RunNoise = z.output<typeof RunNoise>;

const stretch = z.object({ from: z.int(), to: z.int() });

/** All that a comparison of two runs rests on; `answersOf` makes answers of it, for any margin. */
export const RunEstimates = z.object({
  /** Seconds since the start of each run; `to` is exclusive. */
  baseline: stretch,
  candidate: stretch,
  /** Seconds of a unit of time. */
  unitSeconds: z.int(),
  /** Both runs followed the same schedule, and were compared second by second. */
  isPaired: z.boolean(),
  /** What of equal runs in the same environment is in the errors, where that was measured. */
  noise: RunNoise.optional(),
  total: RequestEstimates,
  requests: z.array(RequestEstimates),
});
export type RunEstimates = z.output<typeof RunEstimates>;
