import { describe, expect, it } from 'vitest';
import { samplePlan } from '../../lib/plan/sample-plan.ts';
import { workersNeeded } from './workers-needed.ts';

const plan = (executor: object, url = '/') =>
  samplePlan({
    scenarios: [
      {
        name: 'S',
        executor: executor as never,
        steps: [
          { type: 'request', url },
          { type: 'request', url: '/other' },
        ],
      },
    ],
  });

describe('workersNeeded', () => {
  it.each([
    ['few users', { type: 'constant-vus', vus: 10, duration: '1s' }, 1],
    ['many users', { type: 'constant-vus', vus: 1000, duration: '1s' }, 7],
    ['some users', { type: 'constant-vus', vus: 120, duration: '1s' }, 3],
    ['a low rate', { type: 'constant-arrival-rate', rate: 500, duration: '1s', maxVUs: 20 }, 1],
    ['a high rate', { type: 'constant-arrival-rate', rate: 20_000, duration: '1s', maxVUs: 20 }, 7],
  ])('%s on eight cores', (_, executor, workers) => {
    expect(workersNeeded(plan(executor), 8, 20_000)).toBe(workers);
  });

  it('keeps one core for the rest, but uses at least one', () => {
    expect(workersNeeded(plan({ type: 'constant-vus', vus: 1000, duration: '1s' }), 1, 20_000)).toBe(1);
    expect(workersNeeded(plan({ type: 'constant-vus', vus: 1000, duration: '1s' }), 2, 20_000)).toBe(1);
  });

  it('follows the connections where files are scarce', () => {
    const executor = { type: 'constant-vus', vus: 100_000, duration: '1s' };
    expect(workersNeeded(plan(executor), 2, 20_300)).toBe(5);
    expect(workersNeeded(plan(executor, 'http://elsewhere.test/'), 2, 20_300)).toBe(10);
  });
});
