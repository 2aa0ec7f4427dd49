import type { PlanInput } from '../../../lib/plan/plan.ts';

/** A dozen requests a second to the demo shop, so few that release 1.0 gets through them too. */
export const shopPlan = (name: string, duration: string): PlanInput => ({
  ...{ version: 1, name, warmUp: 'none' },
  scenarios: [
    {
      name: 'Browse',
      executor: { type: 'constant-arrival-rate', rate: 2, duration, maxVUs: 40 },
      steps: [
        {
          ...{ type: 'request', name: 'List products', url: '/api/v1/products' },
          query: { page: '{{$randomInt(1, 200)}}', limit: '20', fields: 'id,name,price' },
        },
      ],
    },
    {
      name: 'Look',
      executor: { type: 'constant-arrival-rate', rate: 9, duration, maxVUs: 40 },
      steps: [{ type: 'request', name: 'Show product', url: '/api/v1/products/{{$randomInt(1, 100000)}}' }],
    },
    {
      name: 'Search',
      executor: { type: 'constant-arrival-rate', rate: 1, duration, maxVUs: 40 },
      steps: [
        {
          ...{ type: 'request', name: 'Search products', url: '/api/v1/products' },
          query: { q: 'lamp', limit: '20', fields: 'id,name,price' },
        },
      ],
    },
  ],
});
