import { describe, expect, it } from 'vitest';
import type { PlanInput } from '../plan/plan.ts';
import { samplePlan } from '../plan/sample-plan.ts';
import type { EngineEvent } from './engine.ts';
import { Marks } from './marks.ts';
import type { RunMark } from './run-event.ts';
import { initialState, reduce } from './run-state.ts';
import { snapshotOf } from './sample-snapshots.ts';

/** All marks of a run whose seconds had these response times. */
function marksOf(plan: Partial<PlanInput>, seconds: number[], last: EngineEvent): RunMark[] {
  const state = initialState(samplePlan({ warmUp: 'none', ...plan }), { maxRequestsPerSecond: 100 });
  const marks = new Marks();
  const events: EngineEvent[] = [
    { type: 'started', startedAt: 0, workers: 1 },
    ...seconds.map(
      (responseMs, second): EngineEvent => ({
        type: 'snapshot',
        snapshot: snapshotOf(second, [{ responseMs }]),
      }),
    ),
    last,
  ];
  return events.flatMap((event) => marks.after(event, reduce(state, event)));
}

const completed: EngineEvent = { type: 'finished', reason: { kind: 'completed' } };

describe('marks of a run', () => {
  it('are made when a rule is broken and when it holds again, not when it holds from the start', () => {
    const thresholds = [{ metric: 'http_req_duration', rule: 'avg<100' }];
    const marks = marksOf({ thresholds }, [50, 350, 20, 20, 20], completed);
    expect(marks.map(({ atMs, kind, text }) => [atMs, kind, text])).toEqual([
      [2000, 'threshold', 'http_req_duration avg<100 is broken: 200 ms'],
      [5000, 'threshold', 'http_req_duration avg<100 holds again: 92.0 ms'],
    ]);
  });

  it('name stages as they start, once', () => {
    const [scenario] = samplePlan().scenarios;
    if (!scenario) throw new Error('the sample plan has a scenario');
    const stages = [
      { duration: '1s', target: 5 },
      { duration: '0s', target: 9 },
      { duration: '2500ms', target: 5 },
      { duration: '9s', target: 1 },
    ];
    const scenarios = [
      { ...scenario, name: 'Ramp', executor: { type: 'ramping-vus' as const, startVUs: 0, stages } },
      { ...scenario, name: 'Late', startTime: '2s' },
    ];
    expect(marksOf({ scenarios }, [1, 1, 1, 1], completed).map(({ atMs, text }) => [atMs, text])).toEqual([
      [1000, 'Ramp: stage 2 of 3, to 5 users'],
      [2000, 'Late: starts'],
      [3500, 'Ramp: stage 3 of 3, to 1 users'],
    ]);
  });

  it('say who ended a run before its time', () => {
    const reason = { kind: 'stopped', by: 'user', who: 'Ana' } as const;
    expect(marksOf({}, [1], { type: 'finished', reason, durationMs: 700 })).toEqual([
      { atMs: 700, kind: 'stop', by: 'Ana', text: 'Stopped by the user, Ana' },
    ]);
    expect(marksOf({}, [1], completed)).toEqual([]);
  });
});
