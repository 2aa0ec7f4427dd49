import { z } from 'zod';
import { FailureFigures } from './failure-figures.ts';
import { GeneratorFigures, Verdict, WholeRunFigures } from './summary.ts';

/** What pages show of a run: the same form while it runs and afterwards, over the socket and over HTTP. */

export const RUN_STATUSES = ['queued', 'starting', 'running', 'stopping', 'finished'] as const;
export const RunStatus = z.enum(RUN_STATUSES);
export type RunStatus = z.output<typeof RunStatus>;

const maybeMs = z.number().nullable();

/** One load worker in one second on the charts. */
export const WorkerPoint = z.object({
  worker: z.int().min(0),
  /** Cores kept busy; a worker has one thread for all its VUs, so little above 1 is the most. */
  cpuCores: z.number(),
  /** The worst, milliseconds. */
  eventLoopDelayMs: z.number(),
  /** Garbage collection: all pauses of the second, and the longest. Milliseconds. */
  gcMs: z.number(),
  maxGcPauseMs: z.number(),
  /** At the end of the second; `openFiles` is 0 where the system does not say. */
  sockets: z.number(),
  openFiles: z.number(),
  rssBytes: z.number(),
});
export type WorkerPoint = z.output<typeof WorkerPoint>;

/** One second on the charts. Percentiles are of the requests that ended in that second, null when none did. */
export const RunPoint = z.object({
  second: z.int().min(0),
  vus: z.number(),
  requests: z.number(),
  failed: z.number(),
  iterations: z.number(),
  droppedIterations: z.number(),
  /** Response time, milliseconds. */
  p50: maybeMs,
  p95: maybeMs,
  p99: maybeMs,
  serviceTimeP95: maybeMs,
  sendDelayP99: maybeMs,
  bytesReceived: z.number(),
  /** Cores kept busy by all load workers together. */
  cpuCores: z.number(),
  eventLoopDelayMs: z.number(),
  /** Ascending by `worker`; none of a second in which no worker said anything. */
  workers: z.array(WorkerPoint),
});
export type RunPoint = z.output<typeof RunPoint>;

export const RunError = z.object({
  atMs: z.number(),
  request: z.string().nullable(),
  kind: z.string(),
  message: z.string(),
  status: z.int().optional(),
});
export type RunError = z.output<typeof RunError>;

/** The start of the run that thresholds, latencies and rates leave out. */
export const WarmUpView = z.object({
  /** Left out already, from second 0 on; when it is to be found, 0 until it is. */
  seconds: z.number().min(0),
  /** As the plan has it. */
  setting: z.enum(['auto', 'none', 'set']),
  /** false: it is still to be found, at the end or after 15 minutes. */
  isDecided: z.boolean(),
  /** How much slower the target was than afterwards; null when the plan sets the length or there was none. */
  factor: z.number().nullable(),
});
export type WarmUpView = z.output<typeof WarmUpView>;

export const RunView = z.object({
  id: z.string(),
  status: RunStatus,
  verdict: Verdict.nullable(),
  /** A sentence; null while it runs. */
  endReason: z.string().nullable(),
  /** ISO time; null while queued. */
  startedAt: z.iso.datetime().nullable(),
  /** Whole seconds for which figures exist. */
  elapsedSeconds: z.number(),
  /** Length of the schedule, null when it ends by iterations. */
  plannedSeconds: z.number().nullable(),
  warmUp: WarmUpView,
  ...WholeRunFigures,
  /** By signature, the most frequent first. */
  failures: z.array(FailureFigures),
  /** The latest ones first, at most 50. */
  errors: z.array(RunError),
  generator: GeneratorFigures,
  /**
   * Seconds before this one are left out of `points`, since there are too many of them: `/api/runs/:id/curves` has them
   * all. 0 when none are.
   */
  pointsFrom: z.int().min(0).default(0),
  /** All seconds, or those after the one asked for; ascending, without gaps. */
  points: z.array(RunPoint),
});
export type RunView = z.output<typeof RunView>;
