import type { RunPoint, WorkerPoint } from '@/lib/run/view.ts';
import type { CurvePoint } from '@/lib/run/window.ts';

/**
 * One stretch of time as a chart draws it: `from` (inclusive) to `to` (exclusive), seconds since the start of the run.
 * Values belong to the moment `to`, the end of the stretch.
 */
export type Bin = {
  from: number;
  to: number;
  /** At the end of the stretch. */
  vus: number;
  requests: number;
  failed: number;
  requestsPerSecond: number;
  failedPerSecond: number;
  iterationsPerSecond: number;
  droppedPerSecond: number;
  /** Milliseconds; of the worst second where single seconds were put together, exact otherwise. null when no request ended. */
  p50: number | null;
  p95: number | null;
  p99: number | null;
  serviceTimeP95: number | null;
  sendDelayP99: number | null;
  bytesPerSecond: number;
  /** Mean: CPU time over time. */
  cpuCores: number;
  /** Milliseconds, the worst. */
  eventLoopDelayMs: number;
  /** CPU and the sum of pauses are means per second, delays and pauses the worst, what is open and memory as at the end. */
  workers: WorkerPoint[];
};

/**
 * Points in bins of `width` seconds that start at multiples of it, so that a bin stays where it is while the run grows.
 * A second that is missing ends its bin early; the last bin may be shorter than the others.
 */
export function binPoints(points: readonly RunPoint[], width: number): Bin[] {
  const bins: Bin[] = [];
  let start = 0;
  while (start < points.length) {
    let end = start + 1;
    while (end < points.length && belongs(points, start, end, width)) end++;
    bins.push(binOf(points.slice(start, end)));
    start = end;
  }
  return bins;
}

/** A stretch that was put together exactly. */
export function binOfCurve({ second, seconds, ...point }: CurvePoint): Bin {
  return {
    ...point,
    from: second,
    to: second + seconds,
    requestsPerSecond: point.requests / seconds,
    failedPerSecond: point.failed / seconds,
    iterationsPerSecond: point.iterations / seconds,
    droppedPerSecond: point.droppedIterations / seconds,
    bytesPerSecond: point.bytesReceived / seconds,
  };
}

/** Stretches from `first` on: those of the curves, then single seconds in bins. Without curves, all from the seconds. */
export function binsFrom(
  first: number,
  points: readonly RunPoint[],
  curves: readonly CurvePoint[] | undefined,
  width: number,
): Bin[] {
  const last = curves?.at(-1);
  const behind = Math.max(first, last ? last.second + last.seconds : 0);
  return [
    ...(curves ?? []).filter(({ second, seconds }) => second + seconds > first).map(binOfCurve),
    ...binPoints(
      points.filter(({ second }) => second >= behind),
      width,
    ),
  ];
}

function belongs(points: readonly RunPoint[], start: number, at: number, width: number): boolean {
  const first = points[start]?.second ?? 0;
  const second = points[at]?.second ?? 0;
  return Math.floor(second / width) === Math.floor(first / width) && second === first + at - start;
}

function binOf(points: readonly RunPoint[]): Bin {
  const seconds = points.length;
  const from = points[0]?.second ?? 0;
  const requests = sum(points, 'requests');
  const failed = sum(points, 'failed');
  return {
    from,
    to: from + seconds,
    vus: points.at(-1)?.vus ?? 0,
    requests,
    failed,
    requestsPerSecond: requests / seconds,
    failedPerSecond: failed / seconds,
    iterationsPerSecond: sum(points, 'iterations') / seconds,
    droppedPerSecond: sum(points, 'droppedIterations') / seconds,
    p50: worst(points, 'p50'),
    p95: worst(points, 'p95'),
    p99: worst(points, 'p99'),
    serviceTimeP95: worst(points, 'serviceTimeP95'),
    sendDelayP99: worst(points, 'sendDelayP99'),
    bytesPerSecond: sum(points, 'bytesReceived') / seconds,
    cpuCores: sum(points, 'cpuCores') / seconds,
    eventLoopDelayMs: worst(points, 'eventLoopDelayMs') ?? 0,
    workers: binWorkers(points),
  };
}

function binWorkers(points: readonly RunPoint[]): WorkerPoint[] {
  if (points.length === 1) return points[0]?.workers ?? [];
  const binned = new Map<number, WorkerPoint>();
  for (const { workers } of points) {
    for (const one of workers) {
      const so = binned.get(one.worker);
      binned.set(one.worker, {
        ...one,
        cpuCores: (so?.cpuCores ?? 0) + one.cpuCores / points.length,
        gcMs: (so?.gcMs ?? 0) + one.gcMs / points.length,
        eventLoopDelayMs: Math.max(so?.eventLoopDelayMs ?? 0, one.eventLoopDelayMs),
        maxGcPauseMs: Math.max(so?.maxGcPauseMs ?? 0, one.maxGcPauseMs),
      });
    }
  }
  return [...binned.values()];
}

type Summed = 'requests' | 'failed' | 'iterations' | 'droppedIterations' | 'bytesReceived' | 'cpuCores';
type Worst = 'p50' | 'p95' | 'p99' | 'serviceTimeP95' | 'sendDelayP99' | 'eventLoopDelayMs';

function sum(points: readonly RunPoint[], key: Summed): number {
  let total = 0;
  for (const point of points) total += point[key];
  return total;
}

function worst(points: readonly RunPoint[], key: Worst): number | null {
  let most: number | null = null;
  for (const point of points) {
    const value = point[key];
    if (value !== null && (most === null || value > most)) most = value;
  }
  return most;
}
