/** Why a request failed, or why it was not sent at all (`refused-host`). `status` is an unexpected HTTP status. */
export const ERROR_KINDS = [
  'dns',
  'refused',
  'reset',
  'timeout',
  'tls',
  'protocol',
  'status',
  'refused-host',
  'other',
] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

/** Histograms of a series, in microseconds, each a `LatencyHistogram` in its sparse form. */
export const LATENCIES = [
  'responseTime',
  'serviceTime',
  'sendDelay',
  'connecting',
  'tls',
  'waiting',
  'receiving',
] as const;
export type LatencyName = (typeof LATENCIES)[number];

/** What one series did in one second. A request is counted in the second in which it ended. */
export type SeriesSnapshot = {
  /** Index into `seriesOf(plan)`. */
  series: number;
  /** Requests that ended with a response or an error; `failed` of them failed. `interrupted` were sent and cut off by the end of the run: not in `count`. */
  count: number;
  failed: number;
  interrupted: number;
  /** Requests not sent because the host is not allowed; not in `count`. */
  refused: number;
  statuses: Record<string, number>;
  errors: Partial<Record<ErrorKind, number>>;
  /** Bytes on the wire as HTTP saw them: heads and bodies. */
  bytesReceived: number;
  bytesSent: number;
} & Record<LatencyName, Uint8Array>;

export type ScenarioSnapshot = {
  /** Index into `plan.scenarios`. */
  scenario: number;
  /** The most VUs at work at one moment of the second; of several workers, the sum of theirs. */
  vus: number;
  iterations: number;
  /** Iterations cut off by a ramp-down, a stop or the end. */
  interruptedIterations: number;
  /** Iterations the schedule demanded and the generator could not start. */
  droppedIterations: number;
  /** Iterations ended early by an error of the plan: a placeholder without a value, say. */
  failedIterations: number;
  /** Sparse histogram, microseconds, completed iterations. */
  iterationDuration: Uint8Array;
};

/** One check of the plan. `name` as shown; several checks with the same name in one series count together. */
export type CheckSnapshot = { series: number; name: string; passed: number; failed: number };

/** A failure as a person wants to see it. Secrets are already redacted. */
export type ErrorSample = {
  /** Milliseconds since the run's start. */
  atMs: number;
  series: number | null;
  kind: ErrorKind | 'check' | 'plan';
  message: string;
  status?: number;
};

/** How one load worker fared in one second. */
export type WorkerHealth = {
  worker: number;
  /** CPU time used in this second, microseconds, user and system. */
  cpuUs: number;
  /** Worst event-loop delay, microseconds. */
  maxEventLoopDelayUs: number;
  rssBytes: number;
};

/** One second of one run. A worker sends its own; merged ones have the same form, with all workers' health. */
export type Snapshot = {
  /** 0 for the first second of the run. */
  second: number;
  series: SeriesSnapshot[];
  scenarios: ScenarioSnapshot[];
  checks: CheckSnapshot[];
  /** The first few of this second. */
  errors: ErrorSample[];
  health: WorkerHealth[];
};
