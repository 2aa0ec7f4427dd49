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
  'dns',
  'connecting',
  'tls',
  'waiting',
  'receiving',
  // Of WebSocket and server-sent-event sessions only.
  'session',
  'firstMessage',
  'roundTrip',
] as const;
export type LatencyName = (typeof LATENCIES)[number];

/** What one series did in one second. A request is counted in the second in which it ended. */
export type SeriesSnapshot = {
  /** Index into `seriesOf(plan)`, and behind those the series that the run itself announced. */
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
  /** Bytes of the bodies after decompression; of a body that was not decompressed, as they came. */
  bytesDecoded: number;
  /** Connections that were made. */
  connections: number;
  /** Messages of WebSocket and server-sent-event sessions. */
  messagesReceived: number;
  messagesSent: number;
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

/**
 * How often one kind of failure happened in one second. Counted for every failure, so that sums are exact. A worker tells
 * only so many signatures apart; of what is beyond, all of one series and reason share `OTHER_FAILURES`.
 */
export type FailureSnapshot = {
  /** null for what has no request, such as an error of the plan. */
  series: number | null;
  reason: FailureReason;
  /** What went wrong, without what differs from one time to the next. */
  signature: string;
  count: number;
};
export type FailureReason = ErrorKind | 'check' | 'plan';
/** Signature of failures that are not told apart any more. */
export const OTHER_FAILURES = 'other failures';

/** One remote address behind a host name. */
export type RemoteSnapshot = {
  /** As the plan names it: host and port. */
  host: string;
  /** IP address and port that it stood for. */
  address: string;
  connections: number;
  /** Attempts to connect that failed, whether another address of the name was tried then or none was left. */
  unreached: number;
  count: number;
  failed: number;
  /** Sparse histogram, microseconds. */
  serviceTime: Uint8Array;
};

/** One exchange with the target, whole, so that a person can look at it later. Secrets are already redacted. */
export type ExchangeSample = {
  /** When it ended, milliseconds since the run's start. */
  atMs: number;
  series: number;
  /** Why it was kept: an error, a failed check, or because it was among the slowest. */
  reason: ErrorKind | 'check' | 'slow';
  /** That of its `FailureSnapshot`; empty for a slow one. */
  signature: string;
  message: string;
  vu: number;
  iteration: number;
  /** By name of the dataset: which row the iteration had, from 0. Missing when it had none. */
  rows?: Record<string, number>;
  responseTimeMs: number;
  request: { method: string; url: string; headers: [name: string, value: string][]; body: SampleBody | null };
  /** null when nothing came. */
  response: { status: number; headers: [name: string, value: string][]; body: SampleBody | null } | null;
};

/**
 * The start of a body as text, if it is text and was kept; `bytes` is the length of all of it: without its content
 * encoding when all of it was kept, otherwise as it came.
 */
export type SampleBody = { form: 'text' | 'binary' | 'not-kept'; text: string; bytes: number };

/** How one load worker fared in one second. */
export type WorkerHealth = {
  worker: number;
  /** CPU time used in this second, microseconds, user and system. */
  cpuUs: number;
  /** Worst event-loop delay, microseconds. */
  maxEventLoopDelayUs: number;
  rssBytes: number;
  /** Garbage collection: all pauses of the second and the longest, microseconds. */
  gcUs: number;
  maxGcPauseUs: number;
  /** Open at the end of the second. */
  sockets: number;
  openFiles: number;
};

/**
 * A metric of a script in one second: k6's own and those that the script declares. `name` holds the tags of a sub-metric
 * that a threshold asks for, as in `http_req_duration{status:200}`.
 */
export type MetricSnapshot = {
  name: string;
  kind: 'counter' | 'gauge' | 'rate' | 'trend';
  /** Values are milliseconds. */
  isTime: boolean;
  /** Samples; of a rate, `sum` of them were true. */
  count: number;
  sum: number;
  min: number;
  max: number;
  /** The latest value, and when it was taken: milliseconds since the run's start. */
  last: number;
  lastAtMs: number;
  /** Of a trend: sparse histogram of thousandths. */
  histogram: Uint8Array;
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
  failures: FailureSnapshot[];
  remotes: RemoteSnapshot[];
  samples: ExchangeSample[];
  /** Of scripts only. */
  metrics?: MetricSnapshot[];
  health: WorkerHealth[];
};
