import { describe, expect, it } from 'vitest';
import { samplePlan } from '../plan/sample-plan.ts';
import { initialState, reduce, summaryOf, viewOf } from './run-state.ts';
import { scenarioSnapshot, seriesSnapshot, snapshotOf } from './sample-snapshots.ts';
import { seriesOf } from './series.ts';
import { setupLines } from './setup-words.ts';

const figuresOf = (setupInResults: boolean) => {
  const plan = samplePlan({
    setupInResults,
    setup: [{ type: 'request', name: 'Start', url: '/start' }],
    thresholds: [{ metric: 'http_req_duration', rule: 'max<100' }],
  });
  const index = (name: string) => seriesOf(plan).findIndex((one) => one.name === name);
  const snapshot = snapshotOf(0, [], {
    series: [
      seriesSnapshot(index('Start'), [{ responseMs: 900, failed: true, status: 500 }]),
      seriesSnapshot(index('Home'), [{ responseMs: 10 }, { responseMs: 20 }]),
    ],
    scenarios: [scenarioSnapshot(0, {}), scenarioSnapshot(1, {})],
    checks: [{ series: index('Start'), name: 'status is 2xx', passed: 0, failed: 1 }],
  });
  const state = initialState(plan, { maxRequestsPerSecond: 1000 });
  reduce(state, { type: 'started', startedAt: 0, workers: 1 });
  reduce(state, { type: 'snapshot', snapshot });
  reduce(state, { type: 'finished', reason: { kind: 'completed' }, durationMs: 1000 });
  return { summary: summaryOf(state, { release: null }), point: viewOf(state, { id: 'r' }).points[0] };
};

describe('what a setup sent', () => {
  it('is in no figure of the load, and is shown by itself', () => {
    const { summary, point } = figuresOf(false);
    expect(summary.totals).toMatchObject({ requests: 2, failed: 0, bytesReceived: 2000 });
    expect(summary.totals.responseTimeMs.max).toBeLessThan(100);
    expect(point).toMatchObject({ requests: 2, failed: 0 });
    expect(summary.requests.map(({ name }) => name)).not.toContain('Start');
    expect(summary.setupRequests).toMatchObject([{ name: 'Start', phase: 'setup', count: 1, failed: 1 }]);
    expect(summary.checks).toMatchObject([{ name: 'status is 2xx', passed: 0, failed: 0 }]);
    expect(summary.verdict).toBe('passed');
    expect(setupLines(summary.setupRequests)).toEqual(['setup: 1 request, 1 failed']);
  });

  it('counts like everything else where the plan asks for it', () => {
    const { summary } = figuresOf(true);
    expect(summary.totals).toMatchObject({ requests: 3, failed: 1 });
    expect(summary.setupRequests).toEqual([]);
    expect(summary.requests.find(({ name }) => name === 'Start')).toMatchObject({ phase: 'setup', count: 1 });
    expect(summary.verdict).toBe('failed');
  });
});
