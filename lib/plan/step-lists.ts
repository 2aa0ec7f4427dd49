import type { Plan } from './plan.ts';
import type { Step } from './step.ts';

/** What steps are for, when they are not the load itself. */
export const PHASES = ['setup', 'teardown', 'vu-setup', 'vu-teardown'] as const;
export type Phase = (typeof PHASES)[number];

/** As much of a plan as its steps need; without `setup` and `teardown` it has none. */
export type PlanSteps = Pick<Plan, 'scenarios'> &
  Partial<Pick<Plan, 'setup' | 'teardown' | 'setupInResults'>>;

/** One list of steps of a plan. `scenario` is empty for the setup and teardown of the plan itself. */
export type StepList = { phase?: Phase; scenario: string; steps: readonly Step[] };

/** Every list of steps of a plan, in document order. Steps within steps are not listed by themselves. */
export function stepListsOf(plan: PlanSteps): StepList[] {
  const { setup = [], teardown = [], scenarios } = plan;
  const lists: StepList[] = [
    { phase: 'setup', scenario: '', steps: setup },
    ...scenarios.flatMap(({ name, vuSetup = [], steps, vuTeardown = [] }): StepList[] => [
      { phase: 'vu-setup', scenario: name, steps: vuSetup },
      { scenario: name, steps },
      { phase: 'vu-teardown', scenario: name, steps: vuTeardown },
    ]),
    { phase: 'teardown', scenario: '', steps: teardown },
  ];
  return lists.filter(({ steps }) => steps.length > 0);
}
