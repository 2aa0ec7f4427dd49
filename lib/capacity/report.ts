import { z } from 'zod';
import { Threshold } from '../plan/threshold.ts';

/** What a search knows, while it goes on and when it has ended. Loads are in its unit, times milliseconds. */

const share = z.number().min(0).max(1);

/** Why a load is tried: on the way up or down, between two others, to be sure of an end of the interval, or once more. */
export const StepPurpose = z.enum(['rise', 'fall', 'narrow', 'secure', 'confirm']);
export type StepPurpose = z.output<typeof StepPurpose>;

export const StepFigures = z.object({
  requestsPerSecond: z.number(),
  iterationsPerSecond: z.number(),
  failedRate: share,
  /** Response time; null when nothing was answered. */
  p50: z.number().nullable(),
  p95: z.number().nullable(),
  p99: z.number().nullable(),
  meanMs: z.number().nullable(),
  /** Seconds that these figures are of. */
  seconds: z.int(),
});
export type StepFigures = z.output<typeof StepFigures>;

/** One threshold over what was measured at a load: the share, or the mean, that counts against it, with its bounds. */
export const JudgedThreshold = Threshold.pick({ metric: true, rule: true }).extend({
  kind: z.enum(['share', 'mean']),
  most: z.number(),
  ratio: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
export type JudgedThreshold = z.output<typeof JudgedThreshold>;

export const SearchStep = StepFigures.extend({
  load: z.number(),
  purpose: StepPurpose,
  /** `open`: it could not be told. `limited`: what was measured is none of the target. */
  outcome: z.enum(['holds', 'broken', 'open', 'limited']),
  /** What is likelier. */
  leans: z.enum(['holds', 'broken']),
  why: z.string(),
  /** Seconds of the run, `to` exclusive; what came before `measuredFrom` is left out: the load settled. */
  from: z.int(),
  measuredFrom: z.int(),
  to: z.int(),
  thresholds: z.array(JudgedThreshold),
});
export type SearchStep = z.output<typeof SearchStep>;

export const SearchEnd = z.enum([
  'found',
  'ceiling',
  'generator',
  'below-start',
  'steps-used-up',
  'no-recovery',
  'out-of-time',
  'stopped',
]);
export type SearchEnd = z.output<typeof SearchEnd>;

/** The capacity, as an interval. An end is null where the search did not get: at least `low`, at most `high`. */
export const CapacityAnswer = z.object({
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** The likeliest value; null when an end is open. */
  best: z.number().nullable(),
  /** False when an end could not be shown at 95 % in the time that a step has. */
  isSure: z.boolean(),
  end: SearchEnd,
  /** What ended it, when it was none of the target's doing. */
  detail: z.string().nullable(),
});
export type CapacityAnswer = z.output<typeof CapacityAnswer>;

/** What happened at about twice the capacity, and when that load was taken away. */
export const Beyond = z.object({
  load: z.number(),
  /** Against the largest throughput of answers that did not fail: 1 when nothing was lost. */
  goodputShare: z.number(),
  figures: StepFigures,
  /** Seconds until thresholds held again after the load was taken away; null when that did not happen in time. */
  recoverySeconds: z.number().nullable(),
  recoveredAt: z.number(),
  outcome: z.enum(['graceful', 'collapses', 'does-not-come-back']),
});
export type Beyond = z.output<typeof Beyond>;

export const SearchPhase = z.enum(['trying', 'resting', 'beyond', 'recovering', 'over']);

export const CapacityReport = z.object({
  unit: z.enum(['users', 'iterations per second']),
  thresholds: z.array(Threshold),
  /** Rules that cannot be judged over a part of a run, such as `count>100`. */
  leftOut: z.array(z.string()),
  phase: SearchPhase,
  /** The load now, and since which second of the run. */
  load: z.number(),
  since: z.int(),
  purpose: StepPurpose.nullable(),
  /** Between what it must lie, as far as is known. */
  holdsAt: z.number().nullable(),
  breaksAt: z.number().nullable(),
  steps: z.array(SearchStep),
  answer: CapacityAnswer.nullable(),
  beyond: Beyond.nullable(),
});
export type CapacityReport = z.output<typeof CapacityReport>;
