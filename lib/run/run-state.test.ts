import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LatencyHistogram } from '../histogram/latency-histogram.ts';
import { samplePlan } from '../plan/sample-plan.ts';
import type { EngineEvent } from './engine.ts';
import { latencyFigures } from './latency-figures.ts';
import { initialState, reduce, summaryOf, viewOf } from './run-state.ts';
import {
  healthOf,
  histogramOf,
  type SampleRequest,
  scenarioSnapshot,
  seriesSnapshot,
  snapshotOf,
} from './sample-snapshots.ts';
import type { Snapshot } from './snapshot.ts';
import { RunSummary } from './summary.ts';
import { RunView } from './view.ts';

const STARTED = Date.UTC(2026, 0, 2, 3, 4, 5);
const environment = { maxRequestsPerSecond: 10_000 };
const plan = samplePlan({
  thresholds: [
    { metric: 'http_req_duration', rule: 'p(95)<500' },
    { metric: 'http_req_failed{name:Order}', rule: 'rate<0.01' },
  ],
});

const started: EngineEvent = { type: 'started', startedAt: STARTED, workers: 2 };
const stateAfter = (snapshots: Snapshot[], end?: Extract<EngineEvent, { type: 'finished' }>) => {
  const state = reduce(initialState(plan, environment), started);
  for (const snapshot of snapshots) reduce(state, { type: 'snapshot', snapshot });
  return end ? reduce(state, end) : state;
};

const requests = fc.array(
  fc.record({
    series: fc.integer({ min: 0, max: 2 }),
    responseMs: fc.integer({ min: 0, max: 5000 }),
    failed: fc.boolean(),
    status: fc.constantFrom(200, 404, 500),
  }),
  { maxLength: 20 },
);
const run = fc.array(requests, { minLength: 1, maxLength: 6 });

const seconds = (run: SampleRequest[][]) => run.map((own, second) => snapshotOf(second, own));

const figuresOf = (of: SampleRequest[]) => {
  const histogram = new LatencyHistogram();
  for (const { responseMs } of of) histogram.record(responseMs * 1000);
  return latencyFigures(histogram);
};

describe('viewOf', () => {
  it('gives the figures of all requests together, whatever seconds they came in', () => {
    fc.assert(
      fc.property(run, (run) => {
        const all: SampleRequest[] = run.flat();
        const { totals, requests } = viewOf(stateAfter(seconds(run)), { id: 'r' });
        expect(totals).toMatchObject({
          requests: all.length,
          failed: all.filter((request) => request.failed).length,
          bytesReceived: all.length * 1000,
          requestsPerSecond: Math.round((all.length / run.length) * 1000) / 1000,
          responseTimeMs: figuresOf(all),
        });
        for (const [series, figures] of requests.entries()) {
          const own = all.filter((request) => request.series === series);
          expect(figures).toMatchObject({ count: own.length, responseTimeMs: figuresOf(own) });
          expect(Object.values(figures.statuses).reduce((sum, count) => sum + count, 0)).toBe(own.length);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('gives each second the percentiles of that second alone, and none to an empty one', () => {
    const { points } = viewOf(
      stateAfter([snapshotOf(0, [{ responseMs: 100 }, { responseMs: 300, series: 2 }]), snapshotOf(1, [])]),
      {
        id: 'r',
      },
    );
    expect(points).toMatchObject([
      {
        second: 0,
        requests: 2,
        p50: 100.031,
        p99: 300,
        sendDelayP99: 0,
        cpuCores: 0.1,
        eventLoopDelayMs: 2,
        vus: 1,
      },
      { second: 1, requests: 0, p50: null, p99: null, sendDelayP99: null, serviceTimeP95: null },
    ]);
  });

  it('gives a viewer only the seconds it lacks, and all figures', () => {
    const state = stateAfter(seconds([[{ responseMs: 1 }], [{ responseMs: 2 }], [{ responseMs: 3 }]]));
    const secondsAfter = (afterSecond: number) =>
      viewOf(state, { id: 'r', afterSecond }).points.map((point) => point.second);
    expect([-1, 0, 2, 9].map(secondsAfter)).toEqual([[0, 1, 2], [1, 2], [], []]);
    expect(viewOf(state, { id: 'r', afterSecond: 2 }).totals.requests).toBe(3);
  });

  it('is a valid view at every moment, which later seconds do not change', () => {
    const state = initialState(plan, environment);
    const views = [viewOf(state, { id: 'r', status: 'queued' })];
    views.push(viewOf(reduce(state, started), { id: 'r' }));
    const one = viewOf(reduce(state, { type: 'snapshot', snapshot: snapshotOf(0, [{ responseMs: 5 }]) }), {
      id: 'r',
    });
    const before = JSON.stringify(one);
    reduce(state, { type: 'snapshot', snapshot: snapshotOf(1, [{ responseMs: 900, failed: true }]) });
    expect(JSON.stringify(one)).toBe(before);
    views.push(one, viewOf(reduce(state, { type: 'finished', reason: { kind: 'completed' } }), { id: 'r' }));
    expect(views.map((view) => RunView.parse(view).status)).toEqual([
      'queued',
      'running',
      'running',
      'finished',
    ]);
    expect(views.map((view) => view.verdict)).toEqual([null, null, null, 'failed']);
    expect(views[0]).toMatchObject({ startedAt: null, plannedSeconds: 10, elapsedSeconds: 0 });
  });

  it('keeps the latest 50 errors, the latest first, with the name of their request', () => {
    const second = (number: number) =>
      snapshotOf(number, [], {
        errors: [1, 2, 3].map((nth) => ({
          atMs: number * 1000 + nth,
          series: 2,
          kind: 'reset',
          message: `e${number}.${nth}`,
        })),
      });
    const { errors } = viewOf(stateAfter(Array.from({ length: 20 }, (_, number) => second(number))), {
      id: 'r',
    });
    expect(errors).toHaveLength(50);
    expect(errors[0]).toEqual({ atMs: 19_003, request: 'Order', kind: 'reset', message: 'e19.3' });
    const planError = snapshotOf(0, [], { errors: [{ atMs: 1, series: null, kind: 'plan', message: 'x' }] });
    expect(viewOf(stateAfter([planError]), { id: 'r' }).errors[0]?.request).toBeNull();
  });

  it('adds up iterations, checks, phases and what the generator used', () => {
    const first = snapshotOf(0, [{ responseMs: 10 }, { responseMs: 20 }], {
      scenarios: [
        scenarioSnapshot(0, { vus: 3, iterations: 2, failedIterations: 1 }),
        scenarioSnapshot(1, { vus: 4, droppedIterations: 5 }),
      ],
      checks: [{ series: 0, name: 'status is 2xx', passed: 1, failed: 1 }],
      health: [healthOf(0, { cpuUs: 300 }), healthOf(1, { cpuUs: 100, maxEventLoopDelayUs: 7000 })],
    });
    const second = snapshotOf(1, [], {
      series: [
        {
          ...seriesSnapshot(0, []),
          interrupted: 2,
          refused: 1,
          connecting: histogramOf([8]),
          errors: { timeout: 0 },
        },
      ],
      scenarios: [scenarioSnapshot(0, { vus: 1, interruptedIterations: 2 })],
      checks: [{ series: 2, name: 'status is 2xx', passed: 3, failed: 0 }],
      health: [healthOf(0, { cpuUs: 100 })],
    });
    const view = viewOf(stateAfter([first, second]), { id: 'r' });
    expect(view.totals).toMatchObject({
      iterations: 2,
      failedIterations: 1,
      interruptedIterations: 2,
      droppedIterations: 5,
      maxVus: 7,
      interrupted: 2,
      refused: 1,
    });
    expect(view.checks).toEqual([{ name: 'status is 2xx', passed: 4, failed: 1 }]);
    expect(view.requests[0]?.phasesMs).toEqual({
      dns: 0,
      connecting: 4,
      tls: 0,
      waiting: 7.5,
      receiving: 1,
    });
    // 500 µs for two requests that ended and two that were cut off.
    expect(view.generator).toMatchObject({
      cpuMicrosecondsPerRequest: 125,
      maxEventLoopDelayMs: 7,
      workers: 2,
      valid: true,
    });
  });
});

describe('summaryOf', () => {
  it('takes the true length of the run for its rates, not the number of seconds begun', () => {
    const snapshots = seconds(Array.from({ length: 11 }, () => [{ responseMs: 10 }, { responseMs: 10 }]));
    const state = stateAfter(snapshots, {
      type: 'finished',
      reason: { kind: 'completed' },
      durationMs: 10_010,
    });
    const summary = RunSummary.parse(summaryOf(state, { release: '1.1' }));
    expect(summary).toMatchObject({
      plan: 'Sample',
      release: '1.1',
      startedAt: '2026-01-02T03:04:05.000Z',
      durationSeconds: 10.01,
      totals: { requests: 22, requestsPerSecond: 2.198 },
    });
  });

  it('is not made while the run goes on', () => {
    expect(() => summaryOf(stateAfter([]), { release: null })).toThrow('has no summary');
  });
});
