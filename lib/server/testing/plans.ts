import type { PlanInput } from '../../plan/plan.ts';

/** A small plan that passes the schema. */
export function smallPlan(over: Partial<PlanInput> = {}): PlanInput {
  return {
    version: 1,
    name: 'Small',
    scenarios: [
      {
        name: 'Browse',
        executor: { type: 'constant-vus', vus: 2, duration: '10s' },
        steps: [{ type: 'request', name: 'Home', url: '/' }],
      },
    ],
    ...over,
  };
}
