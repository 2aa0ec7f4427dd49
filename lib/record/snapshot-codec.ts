import { ByteReader } from '../bytes/byte-reader.ts';
import { ByteWriter } from '../bytes/byte-writer.ts';
import {
  type CheckSnapshot,
  ERROR_KINDS,
  type ErrorKind,
  type ErrorSample,
  type ExchangeSample,
  type FailureReason,
  type FailureSnapshot,
  LATENCIES,
  type LatencyName,
  type MetricSnapshot,
  type RemoteSnapshot,
  type ScenarioSnapshot,
  type SeriesSnapshot,
  type Snapshot,
  type WorkerHealth,
} from '../run/snapshot.ts';

/**
 * The binary form of a snapshot. Numbers are varints, so whole and not negative; histograms are stored as they are.
 * Kinds of errors are stored by name: a record stays readable when the list of kinds grows.
 */
export function encodeSnapshot(snapshot: Snapshot): Uint8Array {
  const to = new ByteWriter();
  to.number(snapshot.second);
  to.list(snapshot.series, (series) => writeSeries(to, series));
  to.list(snapshot.scenarios, (scenario) => writeScenario(to, scenario));
  to.list(snapshot.checks, (check) => writeCheck(to, check));
  to.list(snapshot.errors, (error) => writeError(to, error));
  to.list(snapshot.failures, (failure) => writeFailure(to, failure));
  to.list(snapshot.remotes, (remote) => writeRemote(to, remote));
  to.list(snapshot.samples, (sample) => to.text(JSON.stringify(sample)));
  to.list(snapshot.health, (health) => writeHealth(to, health));
  to.list(snapshot.metrics ?? [], (metric) => writeMetric(to, metric));
  if (snapshot.remotes.some(({ unreached }) => unreached > 0)) {
    for (const { unreached } of snapshot.remotes) to.number(unreached);
  }
  return to.finish();
}

/** Throws RangeError or TypeError on bytes that `encodeSnapshot` cannot have written. */
export function decodeSnapshot(bytes: Uint8Array): Snapshot {
  const from = new ByteReader(bytes);
  const snapshot: Snapshot = {
    second: from.number(),
    series: from.list(() => readSeries(from)),
    scenarios: from.list(() => readScenario(from)),
    checks: from.list(() => readCheck(from)),
    errors: from.list(() => readError(from)),
    failures: from.list(() => readFailure(from)),
    remotes: from.list(() => readRemote(from)),
    samples: from.list(() => JSON.parse(from.text()) as ExchangeSample),
    health: from.list(() => readHealth(from)),
  };
  const metrics = from.list(() => readMetric(from));
  if (metrics.length > 0) snapshot.metrics = metrics;
  // Behind all that there was before, and only where there are any.
  if (!from.ended) for (const remote of snapshot.remotes) remote.unreached = from.number();
  if (!from.ended) throw new RangeError('There are bytes behind the end of a snapshot');
  return snapshot;
}

function writeCounts(to: ByteWriter, counts: Readonly<Record<string, number | undefined>>): void {
  to.list(Object.entries(counts), ([key, count]) => {
    to.text(key);
    to.number(count ?? 0);
  });
}

function readCounts(from: ByteReader): [string, number][] {
  return from.list(() => [from.text(), from.number()]);
}

function writeSeries(to: ByteWriter, series: SeriesSnapshot): void {
  for (const field of SERIES_NUMBERS) to.number(series[field]);
  writeCounts(to, series.statuses);
  writeCounts(to, series.errors);
  for (const latency of LATENCIES) to.block(series[latency]);
}

const SERIES_NUMBERS = [
  'series',
  'count',
  'failed',
  'interrupted',
  'refused',
  'bytesReceived',
  'bytesSent',
  'bytesDecoded',
  'connections',
  'messagesReceived',
  'messagesSent',
] as const;

function readSeries(from: ByteReader): SeriesSnapshot {
  const numbers = Object.fromEntries(SERIES_NUMBERS.map((field) => [field, from.number()])) as Pick<
    SeriesSnapshot,
    (typeof SERIES_NUMBERS)[number]
  >;
  const statuses = Object.fromEntries(readCounts(from));
  const errors = Object.fromEntries(readCounts(from)) as SeriesSnapshot['errors'];
  const histograms = Object.fromEntries(LATENCIES.map((name) => [name, from.block()])) as Record<
    LatencyName,
    Uint8Array
  >;
  return { ...numbers, statuses, errors, ...histograms };
}

function writeScenario(to: ByteWriter, scenario: ScenarioSnapshot): void {
  for (const field of SCENARIO_NUMBERS) to.number(scenario[field]);
  to.block(scenario.iterationDuration);
}

const SCENARIO_NUMBERS = [
  'scenario',
  'vus',
  'iterations',
  'interruptedIterations',
  'droppedIterations',
  'failedIterations',
] as const;

function readScenario(from: ByteReader): ScenarioSnapshot {
  const numbers = Object.fromEntries(SCENARIO_NUMBERS.map((field) => [field, from.number()])) as Pick<
    ScenarioSnapshot,
    (typeof SCENARIO_NUMBERS)[number]
  >;
  return { ...numbers, iterationDuration: from.block() };
}

function writeCheck(to: ByteWriter, check: CheckSnapshot): void {
  to.number(check.series);
  to.text(check.name);
  to.number(check.passed);
  to.number(check.failed);
}

function readCheck(from: ByteReader): CheckSnapshot {
  return { series: from.number(), name: from.text(), passed: from.number(), failed: from.number() };
}

/** Numbers that may be missing are stored plus one; 0 stands for none. */
function writeError(to: ByteWriter, error: ErrorSample): void {
  to.number(Math.max(0, Math.round(error.atMs)));
  to.number(error.series === null ? 0 : error.series + 1);
  to.text(error.kind);
  to.text(error.message);
  to.number(error.status === undefined ? 0 : error.status + 1);
}

const isErrorKind = (kind: string): kind is ErrorKind => (ERROR_KINDS as readonly string[]).includes(kind);

function readError(from: ByteReader): ErrorSample {
  const atMs = from.number();
  const series = from.number();
  const kind = from.text();
  const message = from.text();
  const status = from.number();
  return {
    atMs,
    series: series === 0 ? null : series - 1,
    kind: reasonNamed(kind),
    message,
    ...(status === 0 ? {} : { status: status - 1 }),
  };
}

/** Kinds that were added later than this program are `other` to it. */
const reasonNamed = (name: string): FailureReason =>
  name === 'check' || name === 'plan' || isErrorKind(name) ? name : 'other';

function writeFailure(to: ByteWriter, failure: FailureSnapshot): void {
  to.number(failure.series === null ? 0 : failure.series + 1);
  to.text(failure.reason);
  to.text(failure.signature);
  to.number(failure.count);
}

function readFailure(from: ByteReader): FailureSnapshot {
  const series = from.number();
  return {
    series: series === 0 ? null : series - 1,
    reason: reasonNamed(from.text()),
    signature: from.text(),
    count: from.number(),
  };
}

function writeRemote(to: ByteWriter, remote: RemoteSnapshot): void {
  to.text(remote.host);
  to.text(remote.address);
  to.number(remote.connections);
  to.number(remote.count);
  to.number(remote.failed);
  to.block(remote.serviceTime);
}

function readRemote(from: ByteReader): RemoteSnapshot {
  return {
    host: from.text(),
    address: from.text(),
    connections: from.number(),
    unreached: 0,
    count: from.number(),
    failed: from.number(),
    serviceTime: from.block(),
  };
}

const HEALTH_NUMBERS = [
  'worker',
  'cpuUs',
  'maxEventLoopDelayUs',
  'rssBytes',
  'gcUs',
  'maxGcPauseUs',
  'sockets',
  'openFiles',
] as const;

function writeHealth(to: ByteWriter, health: WorkerHealth): void {
  for (const field of HEALTH_NUMBERS) to.number(Math.max(0, Math.round(health[field])));
}

function readHealth(from: ByteReader): WorkerHealth {
  return Object.fromEntries(HEALTH_NUMBERS.map((field) => [field, from.number()])) as WorkerHealth;
}

/** Values of metrics may be fractions and below zero: they are kept as text. */
function writeMetric(to: ByteWriter, { histogram, ...metric }: MetricSnapshot): void {
  to.text(JSON.stringify(metric));
  to.block(histogram);
}

function readMetric(from: ByteReader): MetricSnapshot {
  const metric = JSON.parse(from.text()) as Omit<MetricSnapshot, 'histogram'>;
  return { ...metric, histogram: from.block() };
}
