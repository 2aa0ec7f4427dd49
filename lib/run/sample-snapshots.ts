import { LatencyHistogram } from '../histogram/latency-histogram.ts';
import type {
  CheckSnapshot,
  ExchangeSample,
  ScenarioSnapshot,
  SeriesSnapshot,
  Snapshot,
  WorkerHealth,
} from './snapshot.ts';

/** Snapshots for tests, made from single requests. */

export type SampleRequest = {
  series?: number;
  /** Milliseconds; the service time is the response time without the send delay. */
  responseMs: number;
  sendDelayMs?: number;
  failed?: boolean;
  status?: number;
};

export const histogramOf = (ms: number[]): Uint8Array => {
  const histogram = new LatencyHistogram();
  for (const one of ms) histogram.record(one * 1000);
  return histogram.encode();
};

export function seriesSnapshot(series: number, requests: SampleRequest[]): SeriesSnapshot {
  const statuses: Record<string, number> = {};
  for (const { status = 200 } of requests) statuses[status] = (statuses[status] ?? 0) + 1;
  const failed = requests.filter((request) => request.failed).length;
  return {
    series,
    count: requests.length,
    failed,
    interrupted: 0,
    refused: 0,
    statuses,
    errors: failed > 0 ? { status: failed } : {},
    bytesReceived: requests.length * 1000,
    bytesSent: requests.length * 100,
    bytesDecoded: requests.length * 2000,
    connections: 0,
    messagesReceived: 0,
    messagesSent: 0,
    responseTime: histogramOf(requests.map((request) => request.responseMs)),
    serviceTime: histogramOf(requests.map((request) => request.responseMs - (request.sendDelayMs ?? 0))),
    sendDelay: histogramOf(requests.map((request) => request.sendDelayMs ?? 0)),
    dns: histogramOf([]),
    connecting: histogramOf([]),
    tls: histogramOf([]),
    waiting: histogramOf(requests.map((request) => request.responseMs / 2)),
    receiving: histogramOf(requests.map(() => 1)),
    session: histogramOf([]),
    firstMessage: histogramOf([]),
    roundTrip: histogramOf([]),
  };
}

export const scenarioSnapshot = (
  scenario: number,
  over: Partial<ScenarioSnapshot> = {},
): ScenarioSnapshot => ({
  scenario,
  vus: 1,
  iterations: 0,
  interruptedIterations: 0,
  droppedIterations: 0,
  failedIterations: 0,
  iterationDuration: histogramOf([]),
  ...over,
});

export const healthOf = (worker: number, over: Partial<WorkerHealth> = {}): WorkerHealth => ({
  worker,
  cpuUs: 100_000,
  maxEventLoopDelayUs: 2_000,
  rssBytes: 50_000_000,
  gcUs: 3_000,
  maxGcPauseUs: 1_000,
  sockets: 1,
  openFiles: 20,
  ...over,
});

/** A failure that was kept whole, or with `reason: 'slow'` a slow request. */
export const exchangeSample = (over: Partial<ExchangeSample> = {}): ExchangeSample => ({
  atMs: 500,
  series: 0,
  reason: 'status',
  signature: 'answered 500',
  message: 'answered 500',
  vu: 1,
  iteration: 0,
  responseTimeMs: 12,
  request: { method: 'GET', url: 'http://127.0.0.1/', headers: [['user-agent', 'x']], body: null },
  response: { status: 500, headers: [], body: { form: 'text', text: 'no', bytes: 2 } },
  ...over,
});

/** One second with these requests, one worker, and whatever else is given. */
export function snapshotOf(
  second: number,
  requests: SampleRequest[],
  over: Partial<Snapshot> & { checks?: CheckSnapshot[] } = {},
): Snapshot {
  const bySeries = Map.groupBy(requests, (request) => request.series ?? 0);
  return {
    second,
    series: [...bySeries].map(([series, own]) => seriesSnapshot(series, own)),
    scenarios: [scenarioSnapshot(0)],
    checks: [],
    errors: [],
    failures: [],
    remotes: [],
    samples: [],
    health: [healthOf(0)],
    ...over,
  };
}
