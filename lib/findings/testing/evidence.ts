import { samplePlan } from '../../plan/sample-plan.ts';
import type { ProbeData } from '../../probe/probe-record.ts';
import type { ProbeRole } from '../../probe/series.ts';
import type { ShownExchange } from '../../run/failure-figures.ts';
import type { LatencyFigures, RequestFigures } from '../../run/summary.ts';
import type { CurvePoint } from '../../run/window.ts';
import type { RunEvidence } from '../run-evidence.ts';

/** Evidence of a run in which nothing was wrong, with what a test changes of it. */

export const latency = (ms: number): LatencyFigures => ({
  ...{ min: ms / 2, mean: ms, p50: ms, p90: ms, p95: ms, p99: ms, p999: ms, max: ms },
});

export function requestFigures(name: string, over: Partial<RequestFigures> = {}): RequestFigures {
  return {
    ...{ name, scenario: 'S', group: '', count: 500, failed: 0, interrupted: 0, refused: 0 },
    ...{ requestsPerSecond: 10, statuses: { 200: 500 }, errors: {} },
    ...{ bytesReceived: 500_000, bytesSent: 50_000, bytesDecoded: 500_000, connections: 5 },
    ...{ responseTimeMs: latency(20), serviceTimeMs: latency(20), sendDelayMs: latency(0) },
    phasesMs: { dns: 0, connecting: 0, tls: 0, waiting: 18, receiving: 1 },
    ...over,
  };
}

export function point(second: number, over: Partial<CurvePoint> = {}): CurvePoint {
  return {
    ...{ second, seconds: 1, vus: 10, requests: 20, failed: 0, iterations: 5, droppedIterations: 0 },
    ...{ p50: 20, p95: 40, p99: 50, serviceTimeP95: 40, sendDelayP99: 0 },
    ...{ bytesReceived: 1000, cpuCores: 0.1, eventLoopDelayMs: 1, workers: [] },
    ...over,
  };
}

/** An exchange that was kept, with what its answer was. */
export const exchange = (
  answer: { status?: number; headers?: [string, string][]; body?: string } = {},
  over: Partial<ShownExchange> = {},
): ShownExchange => ({
  ...{ atMs: 1000, scenario: 'S', group: '', name: 'Home', reason: 'slow', signature: 'slow', message: '' },
  ...{ vu: 0, iteration: 0, responseTimeMs: 20 },
  request: { method: 'GET', url: 'http://shop/', headers: [], body: null },
  response: {
    ...{ status: answer.status ?? 200, headers: answer.headers ?? [] },
    body: answer.body === undefined ? null : { form: 'text', text: answer.body, bytes: answer.body.length },
  },
  ...over,
});

type Summary = RunEvidence['summary'];
type Over = Omit<Partial<RunEvidence>, 'summary'> & {
  summary?: Omit<Partial<Summary>, 'totals'> & { totals?: Partial<Summary['totals']> };
};

export function evidence({ summary = {}, ...over }: Over = {}): RunEvidence {
  const requests = summary.requests ?? [requestFigures('Home')];
  const sum = (of: (one: RequestFigures) => number) => requests.reduce((all, one) => all + of(one), 0);
  return {
    plan: samplePlan(),
    points: Array.from({ length: 60 }, (_, second) => point(second)),
    probes: [],
    samples: [],
    ...over,
    summary: {
      remotes: [],
      generator: {
        ...{ cpuMicrosecondsPerRequest: 20, maxEventLoopDelayMs: 2, workers: 1 },
        ...{ valid: true, reasons: [] },
      },
      ...{ durationSeconds: 60, warmUpSeconds: 0 },
      ...summary,
      requests,
      totals: {
        ...{ interrupted: 0, refused: 0, requestsPerSecond: 10 },
        ...{ requests: sum(({ count }) => count), failed: sum(({ failed }) => failed) },
        ...{ iterations: 100, interruptedIterations: 0, failedIterations: 0, droppedIterations: 0 },
        ...{ bytesReceived: sum((one) => one.bytesReceived), bytesSent: 0, bytesDecoded: 0 },
        connections: sum(({ connections }) => connections),
        ...{ sessions: 0, failedSessions: 0, interruptedSessions: 0, messagesReceived: 0, messagesSent: 0 },
        ...{ maxVus: 10, responseTimeMs: latency(20) },
        ...summary.totals,
      },
    },
  };
}

type Curve = [role: ProbeRole, of: string, values: number | ((look: number) => number)];

/** A probe with 30 looks, 2 s apart. */
export function probe(...curves: Curve[]): ProbeData {
  const looks = Array.from({ length: 30 }, (_, look) => look);
  return {
    ...{ name: 'Shop', type: 'prometheus', gaps: [], atMs: looks.map((look) => look * 2000) },
    series: curves.map(([role, of]) => ({
      ...{ key: `${role} ${of}`, label: of || role, chart: role, of, role },
      ...{ unit: 'count', together: 'mean' },
    })),
    values: curves.map(([, , values]) =>
      looks.map((look) => (typeof values === 'number' ? values : values(look))),
    ),
  };
}
