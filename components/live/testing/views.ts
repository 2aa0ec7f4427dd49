import type { RunPoint, RunStatus, RunView } from '@/lib/run/view.ts';

/** A point whose figures all follow from its second, so that a mixed-up one is seen. */
export function pointAt(second: number): RunPoint {
  return {
    second,
    vus: second,
    requests: second * 10,
    failed: second % 3,
    iterations: second,
    droppedIterations: 0,
    p50: second + 1,
    p95: second + 2,
    p99: second + 3,
    serviceTimeP95: second + 1,
    sendDelayP99: 0.1,
    bytesReceived: second * 1000,
    cpuCores: 0.2,
    eventLoopDelayMs: 1,
    workers: [],
  };
}

const NO_LATENCY = { min: 0, mean: 0, p50: 0, p90: 0, p95: 0, p99: 0, p999: 0, max: 0 };

/** The view of a run after `upTo` seconds, with the points from `from` on. */
export function viewAt({
  from = 0,
  upTo,
  status = 'running',
  id = 'r1',
}: {
  from?: number;
  upTo: number;
  status?: RunStatus;
  id?: string;
}): RunView {
  const points: RunPoint[] = [];
  let requests = 0;
  for (let second = 0; second < upTo; second++) {
    requests += pointAt(second).requests;
    if (second >= from) points.push(pointAt(second));
  }
  return {
    id,
    status,
    verdict: status === 'finished' ? 'passed' : null,
    endReason: status === 'finished' ? 'The plan was carried out.' : null,
    startedAt: status === 'queued' ? null : '2026-01-02T03:04:05.000Z',
    elapsedSeconds: upTo,
    plannedSeconds: 60,
    warmUp: { seconds: 0, setting: 'auto', isDecided: false, factor: null },
    totals: {
      requests,
      failed: 0,
      interrupted: 0,
      refused: 0,
      iterations: upTo,
      interruptedIterations: 0,
      failedIterations: 0,
      droppedIterations: 0,
      requestsPerSecond: upTo === 0 ? 0 : requests / upTo,
      bytesReceived: 0,
      bytesSent: 0,
      bytesDecoded: 0,
      connections: 0,
      sessions: 0,
      failedSessions: 0,
      interruptedSessions: 0,
      messagesReceived: 0,
      messagesSent: 0,
      maxVus: upTo,
      responseTimeMs: NO_LATENCY,
    },
    requests: [],
    streams: [],
    remotes: [],
    scenarios: [],
    groups: [],
    setupRequests: [],
    checks: [],
    acts: [],
    startedMs: [],
    thresholds: [],
    metrics: [],
    console: { lines: [], left: 0 },
    failures: [],
    errors: [],
    generator: { cpuMicrosecondsPerRequest: 0, maxEventLoopDelayMs: 0, workers: 1, valid: true, reasons: [] },
    pointsFrom: 0,
    points,
  };
}
