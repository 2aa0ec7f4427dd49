import { LatencyHistogram } from '../../lib/histogram/latency-histogram.ts';
import {
  type CheckSnapshot,
  ERROR_KINDS,
  type FailureSnapshot,
  LATENCIES,
  type MetricSnapshot,
  type RemoteSnapshot,
  type ScenarioSnapshot,
  type SeriesSnapshot,
  type Snapshot,
} from '../../lib/run/snapshot.ts';

/** Samples that are kept of one second, whatever the number of workers. */
const MOST_SAMPLES = 40;

/** One second of all workers, exact: counters add up and histograms merge. `parts` are of the same second. */
export function mergeSnapshots(second: number, parts: readonly Snapshot[]): Snapshot {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  return {
    second,
    series: grouped(
      parts.flatMap(({ series }) => series),
      ({ series }) => `${series}`,
    ).map(mergeSeries),
    scenarios: grouped(
      parts.flatMap(({ scenarios }) => scenarios),
      ({ scenario }) => `${scenario}`,
    ).map(mergeScenario),
    checks: grouped(
      parts.flatMap(({ checks }) => checks),
      ({ series, name }) => `${series} ${name}`,
    ).map(mergeCheck),
    errors: parts
      .flatMap(({ errors }) => errors)
      .sort((a, b) => a.atMs - b.atMs)
      .slice(0, MOST_SAMPLES),
    failures: grouped(
      parts.flatMap(({ failures }) => failures),
      ({ series, reason, signature }) => `${series} ${reason} ${signature}`,
    ).map(mergeFailure),
    remotes: grouped(
      parts.flatMap(({ remotes }) => remotes),
      ({ host, address }) => `${host} ${address}`,
    ).map(mergeRemote),
    samples: parts.flatMap(({ samples }) => samples),
    metrics: grouped(
      parts.flatMap(({ metrics = [] }) => metrics),
      ({ name }) => name,
    ).map(mergeMetric),
    health: parts.flatMap(({ health }) => health),
  };
}

/** Never empty. */
type Some<T> = [T, ...T[]];

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Some<T>[] {
  const groups = new Map<string, Some<T>>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
}

function mergeSeries(parts: Some<SeriesSnapshot>): SeriesSnapshot {
  const [first, ...others] = parts;
  if (others.length === 0) return first;
  const merged: SeriesSnapshot = { ...first, statuses: { ...first.statuses }, errors: { ...first.errors } };
  for (const part of others) {
    merged.count += part.count;
    merged.failed += part.failed;
    merged.interrupted += part.interrupted;
    merged.refused += part.refused;
    merged.bytesReceived += part.bytesReceived;
    merged.bytesSent += part.bytesSent;
    merged.bytesDecoded += part.bytesDecoded;
    merged.connections += part.connections;
    merged.messagesReceived += part.messagesReceived;
    merged.messagesSent += part.messagesSent;
    for (const [status, count] of Object.entries(part.statuses))
      merged.statuses[status] = (merged.statuses[status] ?? 0) + count;
    for (const kind of ERROR_KINDS) {
      const count = part.errors[kind];
      if (count !== undefined) merged.errors[kind] = (merged.errors[kind] ?? 0) + count;
    }
  }
  for (const latency of LATENCIES) merged[latency] = mergeHistograms(parts.map((part) => part[latency]));
  return merged;
}

function mergeScenario(parts: Some<ScenarioSnapshot>): ScenarioSnapshot {
  const [first, ...others] = parts;
  if (others.length === 0) return first;
  const merged = { ...first };
  for (const part of others) {
    merged.vus += part.vus;
    merged.iterations += part.iterations;
    merged.interruptedIterations += part.interruptedIterations;
    merged.droppedIterations += part.droppedIterations;
    merged.failedIterations += part.failedIterations;
  }
  merged.iterationDuration = mergeHistograms(parts.map((part) => part.iterationDuration));
  return merged;
}

function mergeRemote(parts: Some<RemoteSnapshot>): RemoteSnapshot {
  const merged = { ...parts[0] };
  for (const part of parts.slice(1)) {
    merged.connections += part.connections;
    merged.count += part.count;
    merged.failed += part.failed;
  }
  merged.serviceTime = mergeHistograms(parts.map((part) => part.serviceTime));
  return merged;
}

function mergeFailure([first, ...others]: Some<FailureSnapshot>): FailureSnapshot {
  return { ...first, count: others.reduce((count, part) => count + part.count, first.count) };
}

function mergeMetric([first, ...others]: Some<MetricSnapshot>): MetricSnapshot {
  const merged = { ...first };
  for (const part of others) {
    merged.count += part.count;
    merged.sum += part.sum;
    merged.min = Math.min(merged.min, part.min);
    merged.max = Math.max(merged.max, part.max);
    if (part.lastAtMs < merged.lastAtMs) continue;
    merged.last = part.last;
    merged.lastAtMs = part.lastAtMs;
  }
  merged.histogram = mergeHistograms([first, ...others].map(({ histogram }) => histogram));
  return merged;
}

function mergeCheck([first, ...others]: Some<CheckSnapshot>): CheckSnapshot {
  const merged = { ...first };
  for (const part of others) {
    merged.passed += part.passed;
    merged.failed += part.failed;
  }
  return merged;
}

/** Emptied after every use: a histogram is large. */
const scratch = new LatencyHistogram();

function mergeHistograms(encoded: readonly Uint8Array[]): Uint8Array {
  const filled = encoded.filter((bytes) => bytes.length > 0);
  const [first] = filled;
  if (filled.length < 2) return first ?? new Uint8Array(0);
  scratch.reset();
  for (const bytes of filled) scratch.mergeEncoded(bytes);
  const merged = scratch.encode();
  scratch.reset();
  return merged;
}
