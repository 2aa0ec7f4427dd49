import type { PlanInput } from '@/lib/plan/plan.ts';
import { PLAN_TEMPLATES } from '@/lib/plan-templates/plan-templates.ts';

export type Template = {
  id: string;
  name: string;
  question: string;
  make: (peakUsers: number) => PlanInput;
};

const BLANK: Template = {
  id: 'blank',
  name: 'Blank',
  question: 'One scenario with one request: everything else is up to you.',
  make: () => ({
    version: 1,
    name: 'New plan',
    scenarios: [
      {
        name: 'Visitors',
        executor: { type: 'constant-vus', vus: 1, duration: '30s' },
        steps: [{ type: 'request', url: '/' }],
      },
    ],
  }),
};

/** What a new plan can begin with, the most asked for first. */
export const TEMPLATES: readonly Template[] = [
  ...PLAN_TEMPLATES.filter(({ id }) => id === 'launch-rehearsal'),
  ...PLAN_TEMPLATES.filter(({ id }) => id !== 'launch-rehearsal'),
  BLANK,
];

/** Users expected at the peak, offered at first. */
export const USUAL_PEAK = 50;
