import { describe, expect, it } from 'vitest';
import { vusAt } from '../load/schedule.ts';
import { steeredPlan } from '../load/steering/steered-plan.ts';
import { Environment } from '../plan/environment.ts';
import { Plan, type PlanInput } from '../plan/plan.ts';
import { Helm } from './helm.ts';
import type { SteerOrder } from './order.ts';

type Scenario = Pick<PlanInput['scenarios'][number], 'name' | 'executor' | 'startAfter' | 'startTime'>;

const users = (name: string, over: Partial<Scenario> = {}): Scenario => ({
  name,
  executor: { type: 'constant-vus', vus: 10, duration: '60s' },
  ...over,
});
const rate: Scenario = {
  name: 'Rate',
  executor: { type: 'constant-arrival-rate', rate: 30, timeUnit: '1m', duration: '60s', maxVUs: 5 },
};
const iterations: Scenario = { name: 'Fixed', executor: { type: 'per-vu-iterations', vus: 2 } };

function helmOf(...scenarios: Scenario[]) {
  const plan = Plan.parse({
    version: 1,
    name: 'p',
    scenarios: scenarios.map((one) => ({ ...one, steps: [{ type: 'request', name: 'x', url: '/' }] })),
  });
  const environment = Environment.parse({
    baseUrl: 'http://127.0.0.1',
    maxVUs: 50,
    maxRequestsPerSecond: 100,
  });
  const helm = new Helm({ plan, environment });
  const said = (order: SteerOrder, atMs: number) => {
    const answer = helm.take(order, atMs);
    return answer.ok ? answer.acts.map(({ scenario, intoMs }) => [scenario, intoMs]) : answer.problem;
  };
  return { helm, plan, said };
}

describe('the helm', () => {
  it('turns orders into acts of the scenarios that they mean, counted from the start of each', () => {
    const { said } = helmOf(users('A'), users('B', { startTime: '5s' }), users('C', { startAfter: 'A' }));
    expect(said({ kind: 'set', value: 3, scenario: 'B' }, 8000.2)).toEqual([[1, 3001]]);
    expect(said({ kind: 'hold' }, 9000)).toEqual([
      [0, 9000],
      [1, 4000],
    ]);
    expect(said({ kind: 'go-on', scenario: 'A' }, 10_000)).toEqual([[0, 10_000]]);
    expect(said({ kind: 'go-on' }, 11_000)).toEqual([[1, 6000]]);
    expect(said({ kind: 'stop' }, 12_000)).toEqual([
      [0, 12_000],
      [1, 7000],
      [2, -1],
    ]);
    expect(said({ kind: 'hold' }, 13_000)).toBe('The run is being stopped.');
  });

  it('keeps to the ceilings of the environment, and lets anybody lower the load', () => {
    const { said, helm, plan } = helmOf(
      users('A'),
      users('B', { executor: { ...users('B').executor } }),
      rate,
    );
    expect(said({ kind: 'set', value: 36, scenario: 'A' }, 1000)).toContain('up to 51 users');
    expect(said({ kind: 'set', value: 35, scenario: 'A' }, 1000)).toEqual([[0, 1000]]);
    expect(said({ kind: 'set', value: 101, scenario: 'Rate' }, 1000)).toContain('100 requests per second');
    expect(said({ kind: 'set', value: 0.25, scenario: 'Rate' }, 1000)).toEqual([[2, 1000]]);
    expect(said({ kind: 'set', value: 1.5, scenario: 'A' }, 2000)).toContain('not a number of users');
    expect(said({ kind: 'set', value: 1 }, 2000)).toContain('several');
    expect(said({ kind: 'set', value: 1, scenario: 'Z' }, 2000)).toContain('no scenario "Z"');
    const [first] = steeredPlan(plan, helm.acts).scenarios;
    expect(first && vusAt(first.executor, 30_000)).toBe(35);
  });

  it('says what is in the way', () => {
    const { said } = helmOf(users('A', { startTime: '10s' }));
    expect(said({ kind: 'set', value: 3 }, 5000)).toBe('"A" has not started yet.');
    expect(said({ kind: 'resume' }, 5000)).toBe('It has not started yet.');
    expect(said({ kind: 'go-on' }, 12_000)).toBe('Nothing is held.');
    expect(said({ kind: 'pause' }, 13_000)).toEqual([[0, 3000]]);
    expect(said({ kind: 'pause' }, 14_000)).toBe('The run is paused already.');
    expect(said({ kind: 'set', value: 3 }, 14_000)).toContain('resume it first');
    expect(said({ kind: 'skip' }, 14_000)).toContain('resume it first');
    expect(said({ kind: 'resume' }, 23_000)).toEqual([[0, 13_000]]);
    expect(said({ kind: 'hold' }, 79_999)).toEqual([[0, 69_999]]);
    expect(said({ kind: 'hold' }, 80_500)).toBe('This load is held already.');
    expect(said({ kind: 'go-on' }, 81_000)).toEqual([[0, 71_000]]);
    expect(said({ kind: 'skip' }, 90_000)).toBe('The schedule is over.');
  });

  it('does not pause what ends by iterations, but stops it', () => {
    const { said } = helmOf(iterations, users('A'));
    expect(said({ kind: 'pause' }, 1000)).toContain('"Fixed" ends by its iterations');
    expect(said({ kind: 'hold' }, 1000)).toEqual([[1, 1000]]);
    expect(said({ kind: 'stop' }, 2000)).toEqual([
      [0, 2000],
      [1, 2000],
    ]);
  });
});
