import { setAt } from '@/components/form/path.ts';
import { samplePlan } from '@/lib/plan/sample-plan.ts';
import { type PlanDraft, type StepDraft, toDraft } from './plan-draft.ts';

/** Small steps for tests. */
export const set = (variable: string): StepDraft => ({ type: 'set', variable, value: '1' });
export const group = (name: string, steps: StepDraft[]): StepDraft => ({ type: 'group', name, steps });

/** Every kind of container: `a g(b h(c)) if(d|e) choose(x|y) f`. */
export const nestedSteps = (): StepDraft[] => [
  set('a'),
  group('g', [set('b'), group('h', [set('c')])]),
  {
    type: 'if',
    condition: { left: '1', operator: 'equals', right: '1' },
    then: [set('d')],
    else: [set('e')],
  },
  {
    type: 'choose',
    options: [
      { weight: 1, steps: [set('x')] },
      { weight: 3, steps: [set('y')] },
    ],
  },
  set('f'),
];

/** A draft whose first scenario has these steps. */
export const draftWith = (steps: StepDraft[]): PlanDraft =>
  setAt(toDraft(samplePlan()), 'scenarios.0.steps', steps);
