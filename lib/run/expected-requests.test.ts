import { describe, expect, it } from 'vitest';
import { planLength } from '../load/plan-load.ts';
import type { ScenarioAct } from '../load/steering/acts.ts';
import { steeredPlan } from '../load/steering/steered-plan.ts';
import type { PlanInput } from '../plan/plan.ts';
import { samplePlan } from '../plan/sample-plan.ts';
import { expectedRequests } from './expected-requests.ts';
import { initialState, reduce, viewOf } from './run-state.ts';

const steps = [{ type: 'request' as const, name: 'Home', url: '/' }];
type Executor = PlanInput['scenarios'][number]['executor'];

/** Of a run that has sent so many requests in so many iterations after so many seconds. */
function expected(
  executor: Executor,
  {
    seconds,
    requests,
    iterations = requests,
    acts = [],
  }: { seconds: number; requests: number; iterations?: number; acts?: ScenarioAct[] },
) {
  const plan = samplePlan({ scenarios: [{ name: 'S', executor, steps }] });
  const state = initialState(plan, { maxRequestsPerSecond: 1000 });
  reduce(state, { type: 'started', startedAt: 0, workers: 1 });
  const [scenario] = viewOf(state, { id: '' }).scenarios;
  if (!scenario) throw new Error('The plan has a scenario');
  const course = steeredPlan(plan, acts);
  const length = planLength(course);
  const [figures] = viewOf(state, { id: '' }).requests;
  return expectedRequests(course, {
    elapsedSeconds: seconds,
    plannedSeconds: length === null ? null : length / 1000,
    scenarios: [{ ...scenario, iterations, requests: figures ? { ...figures, count: requests } : null }],
    startedMs: [null],
  });
}

describe('about how many requests a run will send', () => {
  it('follows the load, not the clock', () => {
    expect(expected({ type: 'constant-vus', vus: 3, duration: '60s' }, { seconds: 15, requests: 500 })).toBe(
      2000,
    );
    const ramp: Executor = {
      type: 'ramping-arrival-rate',
      startRate: 0,
      stages: [
        { duration: '10s', target: 100 },
        { duration: '10s', target: 100 },
      ],
      maxVUs: 50,
    };
    // A third of the area lies under the first half.
    expect(expected(ramp, { seconds: 10, requests: 500 })).toBeCloseTo(1500, -1);
  });

  it('follows what was steered', () => {
    const act: ScenarioAct = { scenario: 0, intoMs: 20_000, kind: 'set', value: 6 };
    const executor: Executor = { type: 'constant-vus', vus: 3, duration: '60s' };
    expect(expected(executor, { seconds: 20, requests: 600, acts: [act] })).toBeCloseTo(3000, -2);
  });

  it('counts iterations where they end the run', () => {
    const executor: Executor = { type: 'shared-iterations', vus: 2, iterations: 400 };
    expect(expected(executor, { seconds: 6, requests: 300, iterations: 100 })).toBe(1200);
  });

  it('says nothing too early', () => {
    expect(
      expected({ type: 'constant-vus', vus: 3, duration: '60s' }, { seconds: 4, requests: 50 }),
    ).toBeNull();
    expect(
      expected({ type: 'constant-vus', vus: 3, duration: '24h' }, { seconds: 30, requests: 50 }),
    ).toBeNull();
  });
});
