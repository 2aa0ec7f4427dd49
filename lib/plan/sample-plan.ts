import { Plan, type PlanInput } from './plan.ts';

/** A small plan for tests: two scenarios, three requests. */
export const samplePlanInput = (over: Partial<PlanInput> = {}): PlanInput => ({
  version: 1,
  name: 'Sample',
  scenarios: [
    {
      name: 'Browse',
      executor: { type: 'constant-vus', vus: 2, duration: '10s' },
      steps: [
        { type: 'request', name: 'Home', url: '/', checks: [{ source: 'status', value: '2xx' }] },
        { type: 'group', name: 'Catalogue', steps: [{ type: 'request', name: 'List', url: '/products' }] },
      ],
    },
    {
      name: 'Buy',
      executor: { type: 'constant-vus', vus: 1, duration: '10s' },
      steps: [{ type: 'request', name: 'Order', method: 'POST', url: '/orders' }],
    },
  ],
  ...over,
});

export const samplePlan = (over: Partial<PlanInput> = {}): Plan => Plan.parse(samplePlanInput(over));
