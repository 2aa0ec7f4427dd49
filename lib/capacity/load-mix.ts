import { peakRate, peakVus } from '../load/peak.ts';
import type { Environment } from '../plan/environment.ts';
import type { Executor } from '../plan/executor.ts';
import type { Plan } from '../plan/plan.ts';
import type { SteerOrder } from '../steer/order.ts';

export type LoadUnit = 'users' | 'iterations per second';

/** How the load of a plan is shared among its scenarios, so that it can be made larger and smaller as a whole. */
export type LoadMix = {
  unit: LoadUnit;
  /** Of every scenario, 0 to 1; they add up to 1. */
  shares: number[];
  /** What the plan itself asks for at its highest. */
  planned: number;
  /** The most that the environment allows. */
  ceiling: number;
};

const isRate = ({ type }: Executor) => type === 'constant-arrival-rate' || type === 'ramping-arrival-rate';

/** The mix, or a sentence that says why the plan has none. */
export function loadMixOf(
  { scenarios }: Pick<Plan, 'scenarios'>,
  { maxVUs, maxRequestsPerSecond }: Pick<Environment, 'maxVUs' | 'maxRequestsPerSecond'>,
): LoadMix | { problem: string } {
  const rates = scenarios.filter(({ executor }) => isRate(executor));
  if (rates.length > 0 && rates.length < scenarios.length)
    return {
      problem:
        'some scenarios plan users and others iterations per second, which cannot be made larger as one load; give all of them the same kind of executor',
    };
  const peaks = scenarios.map(({ executor }) => (rates.length > 0 ? peakRate(executor) : peakVus(executor)));
  const planned = peaks.reduce((sum, peak) => sum + peak, 0);
  if (planned <= 0) return { problem: 'the plan asks for no load, so nothing can be made larger' };
  return {
    unit: rates.length > 0 ? 'iterations per second' : 'users',
    shares: peaks.map((peak) => peak / planned),
    planned,
    ceiling: rates.length > 0 ? maxRequestsPerSecond : maxVUs,
  };
}

/** The load of every scenario. Users are whole: what is left over goes where most is cut off. */
export function shareLoad({ unit, shares }: Pick<LoadMix, 'unit' | 'shares'>, load: number): number[] {
  if (unit === 'iterations per second') return shares.map((share) => share * load);
  const exact = shares.map((share) => share * load);
  const whole = exact.map(Math.floor);
  const left = Math.round(load) - whole.reduce((sum, users) => sum + users, 0);
  const byRest = exact
    .map((users, index) => ({ index, rest: users - Math.floor(users) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of byRest.slice(0, left)) whole[index] = (whole[index] ?? 0) + 1;
  return whole;
}

/** The smallest load at which no scenario is left out. */
export function leastForAll(mix: Pick<LoadMix, 'unit' | 'shares'>): number {
  if (mix.unit !== 'users') return 0;
  const wanted = mix.shares.map((share) => share > 0);
  const enough = Math.ceil(1 / Math.min(...mix.shares.filter((share) => share > 0)));
  for (let load = 1; load < enough; load++) {
    if (shareLoad(mix, load).every((users, index) => users > 0 || !wanted[index])) return load;
  }
  return enough;
}

/** What sets a run to a load. */
export function ordersFor(mix: LoadMix, plan: Pick<Plan, 'scenarios'>, load: number): SteerOrder[] {
  const loads = shareLoad(mix, load);
  return plan.scenarios.map(({ name }, index) => ({
    kind: 'set',
    value: loads[index] ?? 0,
    scenario: name,
  }));
}

/** The plan with every scenario at one level from start to end, all of them at once; each has a user at least. */
export function levelPlan(
  plan: Plan,
  mix: LoadMix,
  { load, duration, maxVUs }: { load: number; duration: string; maxVUs: number },
): Plan {
  const loads = shareLoad(mix, load);
  const scenarios = plan.scenarios.map(({ startAfter: _, ...scenario }, index): Plan['scenarios'][number] => {
    const { executor } = scenario;
    const gracefulRampDown = executor.type === 'ramping-vus' ? executor.gracefulRampDown : '30s';
    const { gracefulStop } = executor;
    const target = mix.unit === 'users' ? Math.max(1, loads[index] ?? 0) : (loads[index] ?? 0);
    const level: Executor =
      mix.unit === 'users'
        ? {
            type: 'ramping-vus',
            startVUs: target,
            stages: [{ duration, target }],
            gracefulRampDown,
            gracefulStop,
          }
        : {
            type: 'ramping-arrival-rate',
            startRate: target,
            timeUnit: '1s',
            stages: [{ duration, target }],
            preAllocatedVUs: 'preAllocatedVUs' in executor ? executor.preAllocatedVUs : 1,
            maxVUs: Math.max(1, Math.floor(maxVUs * (mix.shares[index] ?? 0))),
            gracefulStop,
          };
    return { ...scenario, startTime: '0s', executor: level };
  });
  return { ...plan, scenarios };
}
