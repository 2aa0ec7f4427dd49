import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { samplePlan } from '../../plan/sample-plan.ts';
import type { EndReason } from '../engine.ts';
import { initialState, reduce, summaryOf, viewOf } from '../run-state.ts';
import { type SampleRequest, snapshotOf } from '../sample-snapshots.ts';
import { RunSummary } from '../summary.ts';
import { RunView } from '../view.ts';

type Second = SampleRequest[];
const COLD: Second = [{ responseMs: 800, failed: true }, { responseMs: 820 }];
const WARM: Second = [{ responseMs: 20 }, { responseMs: 21 }, { responseMs: 22 }];

const thresholds = [
  { metric: 'http_req_duration', rule: 'p(95)<500' },
  { metric: 'http_req_failed', rule: 'rate<0.01' },
  { metric: 'http_reqs', rule: 'count>=170' },
];

function run(warmUp: string, seconds: readonly Second[], reason: EndReason = { kind: 'completed' }) {
  const plan = samplePlan({ warmUp, thresholds });
  for (const scenario of plan.scenarios)
    scenario.executor = { type: 'constant-vus', vus: 2, duration: '1h', gracefulStop: '30s' };
  const state = reduce(initialState(plan, { maxRequestsPerSecond: 10_000 }), {
    type: 'started',
    startedAt: 0,
    workers: 1,
  });
  seconds.forEach((own, second) => {
    reduce(state, { type: 'snapshot', snapshot: snapshotOf(second, own) });
  });
  const live = viewOf(state, { id: 'r' });
  reduce(state, { type: 'finished', reason, durationMs: seconds.length * 1000 });
  return { live, view: viewOf(state, { id: 'r' }), summary: summaryOf(state, { release: null }) };
}

const coldStart = (cold: number, length: number) =>
  Array.from({ length }, (_, second) => (second < cold ? COLD : WARM));

describe('a warm-up', () => {
  it('is found at the end and left out of thresholds, latencies and rates, never of counts', () => {
    const { live, view, summary } = run('auto', coldStart(6, 60));
    expect(live.warmUp).toEqual({ seconds: 0, setting: 'auto', isDecided: false, factor: null });
    expect(live.thresholds.map(({ passed }) => passed)).toEqual([false, false, true]);
    expect(view.warmUp).toMatchObject({ seconds: 6, setting: 'auto', isDecided: true });
    expect(view.warmUp.factor).toBeGreaterThan(30);
    expect(view.verdict).toBe('passed');
    expect(view.thresholds.map(({ passed }) => passed)).toEqual([true, true, true]);
    expect(view.totals).toMatchObject({
      ...{ requests: 6 * 2 + 54 * 3, failed: 6, requestsPerSecond: 3 },
      measured: { requests: 54 * 3, failed: 0 },
    });
    expect(view.totals.responseTimeMs.max).toBeCloseTo(22, 0);
    expect(view.requests[0]).toMatchObject({ count: 174, requestsPerSecond: 3 });
    expect(summary).toMatchObject({ warmUpSeconds: 6, verdict: 'passed' });
    expect(RunView.parse(view)).toEqual(view);
    expect(RunSummary.parse(summary)).toEqual(summary);
  });

  it('is left out while the run goes on when the plan sets it', () => {
    const { live, view } = run('6s', coldStart(6, 60));
    expect(live.warmUp).toEqual({ seconds: 6, setting: 'set', isDecided: true, factor: null });
    expect(live.thresholds.map(({ passed }) => passed)).toEqual([true, true, true]);
    expect(live.totals.responseTimeMs).toEqual(view.totals.responseTimeMs);
  });

  it('is everything there is to judge when nothing came after it', () => {
    const { view } = run('2m', coldStart(6, 60));
    expect(view.verdict).toBe('failed');
    expect(view.endReason).toContain('could not be judged');
  });

  it('is not looked for when the plan says none, or a threshold ended the run by what it saw', () => {
    const none = run('none', coldStart(6, 60)).view;
    expect(none.warmUp.seconds).toBe(0);
    expect(none.verdict).toBe('failed');
    const reason: EndReason = { kind: 'threshold', metric: 'http_req_duration', rule: 'p(95)<500' };
    const broken = run('auto', coldStart(6, 60), reason).view;
    expect(broken.warmUp.seconds).toBe(0);
    expect(broken.endReason).toContain('800 ms');
  });

  it('is decided after 15 minutes in a longer run, with the same figures as at its end', () => {
    const seconds = coldStart(20, 950);
    const { live, view } = run('auto', seconds);
    expect(live.warmUp).toMatchObject({ seconds: 20, isDecided: true });
    expect(view.totals).toEqual({ ...live.totals });
    expect(view.totals.measured).toEqual({ requests: 930 * 3, failed: 0 });
  });

  it('gives the figures of a run that began behind it', () => {
    const request = fc.record({ series: fc.nat(2), responseMs: fc.integer({ min: 1, max: 3000 }) });
    const seconds = fc.array(fc.array(request, { maxLength: 6 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(seconds, fc.integer({ min: 1, max: 29 }), (all, length) => {
        const { view } = run(`${length}s`, all);
        const later = run('none', all.slice(length).length > 0 ? all.slice(length) : [[]]).view;
        expect(view.totals.responseTimeMs).toEqual(later.totals.responseTimeMs);
        expect(view.thresholds.slice(0, 2)).toEqual(later.thresholds.slice(0, 2));
        expect(view.requests.map((one) => one.responseTimeMs)).toEqual(
          later.requests.map((one) => one.responseTimeMs),
        );
        expect(view.totals.requests).toBe(all.flat().length);
      }),
      { numRuns: 50 },
    );
  });
});
