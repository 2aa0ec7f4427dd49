import { Executor } from '../plan/executor.ts';
import type { Plan, Scenario } from '../plan/plan.ts';
import type { Step } from '../plan/step.ts';
import { childSteps, requestName } from './series.ts';

/** Which iteration of which VU of a run is performed once more, as far as that is known. */
export type PastIteration = {
  vu: number;
  /** From 0. */
  iteration: number;
  /** By name of the dataset: the row that it had, from 0. */
  rows?: Record<string, number>;
};

/** Longer than this nobody waits for an answer. */
const MOST = '60s';

/**
 * The plan with nothing but one iteration of one scenario in it, by one VU: its setup and teardown stay, think times and
 * what judges a load are left out. Where steps are chosen at random, the choice leads to the request named `wanted`.
 * Null when the plan has no such scenario.
 */
export function singleIterationPlan(plan: Plan, scenarioName: string, wanted: string): Plan | null {
  const scenario = plan.scenarios.find(({ name }) => name === scenarioName);
  if (!scenario) return null;
  const executor = Executor.parse({
    type: 'per-vu-iterations',
    vus: 1,
    iterations: 1,
    maxDuration: MOST,
    gracefulStop: '0s',
  });
  const { startAfter, pacing, ...same } = scenario;
  const alone: Scenario = { ...same, executor, startTime: '0s', steps: towards(scenario.steps, wanted) };
  return { ...plan, scenarios: [alone], thresholds: [], warmUp: 'none', health: [] };
}

/** Without think times, and without chances to miss the request. */
function towards(steps: readonly Step[], wanted: string): Step[] {
  return steps.flatMap((step): Step[] => {
    switch (step.type) {
      case 'think':
        return [];
      case 'group':
      case 'repeat':
        return [{ ...step, steps: towards(step.steps, wanted) }];
      case 'if':
        return [{ ...step, then: towards(step.then, wanted), else: towards(step.else, wanted) }];
      case 'choose': {
        const leading = step.options.filter((option) => holds(option.steps, wanted));
        const options = leading.length > 0 ? leading : step.options;
        return [{ ...step, options: options.map((one) => ({ ...one, steps: towards(one.steps, wanted) })) }];
      }
      default:
        return [step];
    }
  });
}

const holds = (steps: readonly Step[], wanted: string): boolean =>
  steps.some(
    (step) => (step.type === 'request' && requestName(step) === wanted) || holds(childSteps(step), wanted),
  );
