import type { LatencyHistogram } from '../histogram/latency-histogram.ts';
import { msOf } from './latency-figures.ts';
import type { LatencyName, SeriesSnapshot, Snapshot, WorkerHealth } from './snapshot.ts';
import type { RunPoint, WorkerPoint } from './view.ts';

const sum = <T>(items: readonly T[], of: (item: T) => number): number =>
  items.reduce((total, item) => total + of(item), 0);

/** Percentiles of one second over all series, in milliseconds; null when no request ended. Uses up `scratch`. */
function percentilesOf<N extends number>(
  requests: readonly SeriesSnapshot[],
  latency: LatencyName,
  percents: readonly N[],
  scratch: LatencyHistogram,
): (number | null)[] {
  scratch.reset();
  for (const series of requests) scratch.mergeEncoded(series[latency]);
  return percents.map((percent) => (scratch.count === 0 ? null : msOf(scratch.percentile(percent))));
}

/** A worker over so many seconds, which are merged into one. */
export const workerPoint = (health: WorkerHealth, seconds = 1): WorkerPoint => ({
  worker: health.worker,
  cpuCores: health.cpuUs / 1e6 / seconds,
  eventLoopDelayMs: msOf(health.maxEventLoopDelayUs),
  gcMs: msOf(health.gcUs) / seconds,
  maxGcPauseMs: msOf(health.maxGcPauseUs),
  sockets: health.sockets,
  openFiles: health.openFiles,
  rssBytes: health.rssBytes,
});

/** One second as charts show it. `requests` are its series without those of sessions; `scratch` is a histogram that is used again every second. */
export function pointOf(
  snapshot: Snapshot,
  requests: readonly SeriesSnapshot[],
  scratch: LatencyHistogram,
): RunPoint {
  const [p50 = null, p95 = null, p99 = null] = percentilesOf(requests, 'responseTime', [50, 95, 99], scratch);
  const [serviceTimeP95 = null] = percentilesOf(requests, 'serviceTime', [95], scratch);
  const [sendDelayP99 = null] = percentilesOf(requests, 'sendDelay', [99], scratch);
  return {
    second: snapshot.second,
    vus: sum(snapshot.scenarios, (scenario) => scenario.vus),
    requests: sum(requests, (series) => series.count),
    failed: sum(requests, (series) => series.failed),
    iterations: sum(snapshot.scenarios, (scenario) => scenario.iterations),
    droppedIterations: sum(snapshot.scenarios, (scenario) => scenario.droppedIterations),
    p50,
    p95,
    p99,
    serviceTimeP95,
    sendDelayP99,
    bytesReceived: sum(snapshot.series, (series) => series.bytesReceived),
    cpuCores: sum(snapshot.health, (health) => health.cpuUs) / 1e6,
    eventLoopDelayMs: msOf(
      snapshot.health.reduce((worst, health) => Math.max(worst, health.maxEventLoopDelayUs), 0),
    ),
    workers: snapshot.health.map((health) => workerPoint(health)).sort((a, b) => a.worker - b.worker),
  };
}
