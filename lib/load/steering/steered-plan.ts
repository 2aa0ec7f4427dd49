import { limitMs } from '../schedule.ts';
import { startTimesOf, type Timed } from '../start-times.ts';
import { actsOf, type ScenarioAct } from './acts.ts';
import { steeredExecutor } from './steered-executor.ts';

/** A plan with the load that it has when it is steered; the same plan without acts. */
export function steeredPlan<S extends Timed, P extends { scenarios: readonly S[] }>(
  plan: P,
  acts: readonly ScenarioAct[],
): P {
  if (acts.length === 0) return plan;
  const scenarios = plan.scenarios.map((scenario, index): S => {
    const executor = steeredExecutor(scenario.executor, actsOf(acts, index));
    return executor === scenario.executor ? scenario : { ...scenario, executor };
  });
  return { ...plan, scenarios };
}

/**
 * The plan that replays the load as it was: steered, and cut off where the run ended, `durationMs` after its start.
 * `startedMs` are the starts of scenarios that are known; others are reckoned from the plan.
 */
export function appliedPlan<S extends Timed, P extends { scenarios: readonly S[] }>(
  plan: P,
  acts: readonly ScenarioAct[],
  durationMs: number,
  startedMs: readonly (number | null | undefined)[] = [],
): P {
  const starts = startTimesOf(plan.scenarios);
  const cutOff = plan.scenarios.flatMap(({ executor }, scenario): ScenarioAct[] => {
    const startMs = startedMs[scenario] ?? starts[scenario]?.plannedMs ?? 0;
    const intoMs = Math.round(durationMs - startMs);
    const isLonger = limitMs(steeredExecutor(executor, actsOf(acts, scenario))) > intoMs;
    return isLonger ? [{ kind: 'stop', scenario, intoMs }] : [];
  });
  return steeredPlan<S, P>(plan, [...acts, ...cutOff]);
}
