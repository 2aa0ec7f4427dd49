import { z } from 'zod';
import { ScenarioAct } from '../load/steering/act-schema.ts';
import { PHASES } from '../plan/step-lists.ts';
import { STREAM_KINDS } from '../plan/stream-step.ts';
import { ScriptFigures } from '../script/summary/script-figures.ts';
import { ConsoleFigures, NOTHING_SAID } from './console-lines.ts';
import { FailureSummary } from './failure-figures.ts';
import { MetricFigures } from './script-figures.ts';

/** The figures of an ended run: `--out` of the headless runner, and what the database keeps of a run. */

export const VERDICTS = ['passed', 'failed', 'aborted', 'invalid'] as const;
export const Verdict = z.enum(VERDICTS);
export type Verdict = z.output<typeof Verdict>;

const count = z.int().min(0);
const ms = z.number().min(0);

/** Milliseconds. All zero when nothing was measured. */
export const LatencyFigures = z.object({
  min: ms,
  mean: ms,
  p50: ms,
  p90: ms,
  p95: ms,
  p99: ms,
  p999: ms,
  max: ms,
});
export type LatencyFigures = z.output<typeof LatencyFigures>;

/** Requests behind the warm-up; `failed` of them failed. */
export const Measured = z.object({ requests: count, failed: count });

export const RequestFigures = z.object({
  /** Its index in the record of the run. Runs of earlier versions have none. */
  series: z.int().min(0).optional(),
  name: z.string(),
  scenario: z.string(),
  group: z.string(),
  /** Of setup or teardown; missing for the load itself. */
  phase: z.enum(PHASES).optional(),
  /** Requests that ended; `failed` of them failed. */
  count,
  /** How many in stretches of so many seconds, from the start of the run; missing for stretches and in older runs. */
  trend: z.object({ secondsPerCount: z.number(), counts: z.array(z.number()) }).optional(),
  failed: count,
  interrupted: count,
  /** Requests not sent because their host is not allowed. */
  refused: count,
  requestsPerSecond: z.number().min(0),
  /** Those that `requestsPerSecond` and the latencies are of, without a warm-up; missing when that is all of them. */
  measured: Measured.optional(),
  statuses: z.record(z.string(), count),
  errors: z.record(z.string(), count),
  bytesReceived: count,
  bytesSent: count,
  /** Over the seconds of `requestsPerSecond`. Runs of earlier versions have none. */
  bytesReceivedPerSecond: z.number().min(0).optional(),
  /** Bytes of the bodies without their content encoding; of a body that was not decompressed, as they came. */
  bytesDecoded: count.default(0),
  /** Connections that were made. */
  connections: count.default(0),
  responseTimeMs: LatencyFigures,
  serviceTimeMs: LatencyFigures,
  sendDelayMs: LatencyFigures,
  /** Means over all requests; look-up, connecting and TLS happen only on new connections. Milliseconds. */
  phasesMs: z.object({ dns: ms.default(0), connecting: ms, tls: ms, waiting: ms, receiving: ms }),
});
export type RequestFigures = z.output<typeof RequestFigures>;

/** One scenario: its iterations, and its requests together. */
export const ScenarioFigures = z.object({
  scenario: z.string(),
  /** Completed. */
  iterations: count,
  interrupted: count,
  failed: count,
  dropped: count,
  /** Of completed ones. */
  iterationMs: LatencyFigures,
  /** null before the first. */
  requests: RequestFigures.nullable(),
});
export type ScenarioFigures = z.output<typeof ScenarioFigures>;

/** Requests of parts of the plan together, their percentiles of the merged histograms. */
export const PartFigures = {
  scenarios: z.array(ScenarioFigures).default([]),
  /** By scenario and group; `name` is empty. */
  groups: z.array(RequestFigures).default([]),
};

/** One remote address behind a host: whether every machine of a load balancer is hit. */
export const RemoteFigures = z.object({
  /** As the plan names it, with its port. */
  host: z.string(),
  /** IP address and port. */
  address: z.string(),
  connections: count,
  /** Attempts to connect that failed. */
  unreached: count.default(0),
  count,
  failed: count,
  /** Of the requests of its host, 0..1. */
  share: z.number().min(0).max(1),
  /** null where the host is an address itself. */
  serviceTimeMs: LatencyFigures.nullable(),
});
export type RemoteFigures = z.output<typeof RemoteFigures>;

/** Sessions of one name. Times of a request are those of its handshake. */
export const StreamFigures = RequestFigures.extend({
  stream: z.enum(STREAM_KINDS),
  messagesReceived: count,
  messagesSent: count,
  /** How long sessions were open that ended by themselves or failed. */
  sessionMs: LatencyFigures,
  /** From the start of the handshake to the first message. */
  firstMessageMs: LatencyFigures,
  /** From a message sent to the one expected. Waiting in vain counts with the time waited. */
  roundTripMs: LatencyFigures,
});
export type StreamFigures = z.output<typeof StreamFigures>;

export const CheckFigures = z.object({ name: z.string(), passed: count, failed: count });
export type CheckFigures = z.output<typeof CheckFigures>;

export const ThresholdFigures = z.object({
  metric: z.string(),
  rule: z.string(),
  /** Milliseconds, a rate 0..1 or a count, as the metric says; null when there was nothing to measure. */
  value: z.number().nullable(),
  /** null: not decided (nothing measured yet, or the run is invalid). */
  passed: z.boolean().nullable(),
  /** `stage`, or the length of a window; missing for rules over the whole run. */
  over: z.string().optional(),
  /** Of a rule over parts of the run: the value of the latest part. `value` is that of the worst. */
  now: z.number().nullish(),
});
export type ThresholdFigures = z.output<typeof ThresholdFigures>;

export const Totals = z.object({
  requests: count,
  failed: count,
  interrupted: count,
  refused: count,
  iterations: count,
  interruptedIterations: count,
  failedIterations: count,
  droppedIterations: count,
  requestsPerSecond: z.number().min(0),
  bytesReceived: count,
  bytesSent: count,
  bytesDecoded: count.default(0),
  connections: count.default(0),
  /** Of WebSocket and server-sent events: not among the requests. */
  sessions: count.default(0),
  failedSessions: count.default(0),
  interruptedSessions: count.default(0),
  messagesReceived: count.default(0),
  messagesSent: count.default(0),
  maxVus: count,
  /** Those that `requestsPerSecond` and the latencies are of, without a warm-up; missing when that is all of them. */
  measured: Measured.optional(),
  /** Over all requests that were measured. */
  responseTimeMs: LatencyFigures,
});
export type Totals = z.output<typeof Totals>;

export const GeneratorFigures = z.object({
  cpuMicrosecondsPerRequest: z.number().min(0),
  maxEventLoopDelayMs: z.number().min(0),
  workers: count,
  /** false: the generator could not keep up, so nobody may trust the figures. */
  valid: z.boolean(),
  reasons: z.array(z.string()),
});
export type GeneratorFigures = z.output<typeof GeneratorFigures>;

/** What is told of a whole run, while it goes on and afterwards. */
export const WholeRunFigures = {
  totals: Totals,
  requests: z.array(RequestFigures),
  ...PartFigures,
  /** WebSocket and server-sent-event sessions, which are not among the requests. */
  streams: z.array(StreamFigures).default([]),
  /** What setup and teardown sent, where the plan does not count it in the results: in none of the totals. */
  setupRequests: z.array(RequestFigures).default([]),
  checks: z.array(CheckFigures),
  remotes: z.array(RemoteFigures).default([]),
  thresholds: z.array(ThresholdFigures),
  /** How the load was steered, and when scenarios that waited for others started; milliseconds since the start of the run. */
  acts: z.array(ScenarioAct).default([]),
  startedMs: z.array(z.number().nullable()).default([]),
  /** Of a script: its own and k6's. */
  metrics: z.array(MetricFigures).default([]),
  console: ConsoleFigures.default(NOTHING_SAID),
};

export const RunSummary = z.object({
  schema: z.literal(1),
  plan: z.string(),
  release: z.string().nullable(),
  verdict: Verdict,
  endReason: z.string(),
  startedAt: z.iso.datetime(),
  durationSeconds: z.number().min(0),
  /** Left out of thresholds, latencies and rates, from the start on; counts and bytes are of the whole run. */
  warmUpSeconds: z.number().min(0).default(0),
  /** How much slower the target was then; null when the plan sets the length or there was no warm-up. */
  warmUpFactor: z.number().nullable().default(null),
  ...WholeRunFigures,
  generator: GeneratorFigures,
  /** Of a run that has a script: its metrics and checks in k6's terms. */
  script: ScriptFigures.optional(),
  /** By signature, the most frequent first, at most 50. Runs of earlier versions have none. */
  failures: z.array(FailureSummary).default([]),
});
export type RunSummary = z.output<typeof RunSummary>;
