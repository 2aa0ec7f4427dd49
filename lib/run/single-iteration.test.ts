import { expect, it } from 'vitest';
import { samplePlan } from '../plan/sample-plan.ts';
import { singleIterationPlan } from './single-iteration.ts';

const plan = samplePlan({
  thresholds: [{ metric: 'http_req_failed', rule: 'rate<0.01', abortOnFail: true }],
  scenarios: [
    {
      name: 'Other',
      executor: { type: 'constant-vus', vus: 5, duration: '1h' },
      steps: [{ type: 'request', name: 'Home', url: '/' }],
    },
    {
      name: 'Visit',
      executor: { type: 'constant-vus', vus: 50, duration: '1h' },
      startAfter: 'Other',
      pacing: { distribution: 'constant', period: '1m' },
      steps: [
        { type: 'request', name: 'Home', url: '/' },
        { type: 'think', time: { distribution: 'constant', duration: '30s' } },
        {
          type: 'choose',
          options: [
            { name: 'leave', weight: 99, steps: [] },
            {
              name: 'buy',
              weight: 1,
              steps: [
                { type: 'think', time: { distribution: 'constant', duration: '30s' } },
                { type: 'group', name: 'Cart', steps: [{ type: 'request', name: 'Pay', url: '/pay' }] },
              ],
            },
          ],
        },
      ],
    },
  ],
});

it('is one iteration of one user, and nothing that judges or waits', () => {
  const once = singleIterationPlan(plan, 'Visit', 'Home');
  expect(once?.scenarios).toHaveLength(1);
  const [scenario] = once?.scenarios ?? [];
  expect(scenario?.executor).toMatchObject({ type: 'per-vu-iterations', vus: 1, iterations: 1 });
  expect(scenario).not.toHaveProperty('startAfter');
  expect(scenario).not.toHaveProperty('pacing');
  expect(once).toMatchObject({ thresholds: [], warmUp: 'none' });
  expect(JSON.stringify(scenario?.steps)).not.toContain('think');
  expect(scenario?.steps[1]).toMatchObject({ options: [{ name: 'leave' }, { name: 'buy' }] });
});

it('takes the way that leads to the request', () => {
  const [scenario] = singleIterationPlan(plan, 'Visit', 'Pay')?.scenarios ?? [];
  expect(scenario?.steps[1]).toMatchObject({ type: 'choose', options: [{ name: 'buy' }] });
});

it('is none of a scenario that the plan does not have', () => {
  expect(singleIterationPlan(plan, 'Gone', 'Home')).toBeNull();
});
