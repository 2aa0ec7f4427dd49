import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PlanInput } from '../../lib/plan/plan.ts';
import { play } from './support/play.ts';
import { Target } from './support/target.ts';

/** Which rows the target saw, and how often, however many workers draw them. */

let target: Target;
beforeAll(async () => {
  target = await Target.start();
});
beforeEach(() => target.reset());
afterAll(() => target.stop());

type Dataset = NonNullable<PlanInput['data']>[number];
type Scenario = PlanInput['scenarios'][number];

const rows = (count: number) => Array.from({ length: count }, (_, id) => ({ id }));
const dataset = (count: number, order: Dataset['order'], atEnd?: Dataset['atEnd']): Dataset => ({
  name: 'users',
  source: 'rows',
  order,
  ...(atEnd ? { atEnd } : {}),
  rows: rows(count),
});
const scenario = (name: string, executor: Scenario['executor']): Scenario => ({
  name,
  executor,
  steps: [{ type: 'request', name, url: '/row/{{users.id}}' }],
});

/** How often each row was seen, in their order. */
async function seen(count: number): Promise<number[]> {
  const served = await target.totals();
  return Array.from({ length: count }, (_, id) => served[`GET /row/${id}`] ?? 0);
}

const once = (count: number) => Array.from({ length: count }, () => 1);

describe.each([1, 2, 3])('with %i workers', (workers) => {
  const plays = (data: Dataset, ...scenarios: Scenario[]) =>
    play({ baseUrl: target.baseUrl, workers, plan: { data: [data] }, scenarios });

  it('gives no row to two iterations, also of several scenarios', async () => {
    const run = await plays(
      dataset(175, 'unique-per-iteration'),
      scenario('Shared', { type: 'shared-iterations', vus: 7, iterations: 100 }),
      scenario('Each', { type: 'per-vu-iterations', vus: 5, iterations: 7 }),
      scenario('Rate', { type: 'constant-arrival-rate', rate: 40, duration: '1s', maxVUs: 20 }),
    );
    expect(await seen(175), run.note()).toEqual(once(175));
    expect([0, 1, 2].map((index) => run.iterations(index).iterations)).toEqual([100, 35, 40]);
  });

  it('stops the scenario once every row was used', async () => {
    const run = await plays(
      dataset(60, 'unique-per-iteration', 'stop-scenario'),
      scenario('S', { type: 'constant-vus', vus: 4, duration: '60s' }),
    );
    expect(await seen(60)).toEqual(once(60));
    expect(run.iterations()).toMatchObject({ iterations: 60, failedIterations: 0, droppedIterations: 0 });
    expect(run.snapshots.length, run.note()).toBeLessThan(30);
  });

  it('stops VUs that find no row, and counts what was demanded as dropped', async () => {
    const run = await plays(
      dataset(30, 'sequential', 'stop-vu'),
      scenario('S', { type: 'shared-iterations', vus: 5, iterations: 50 }),
    );
    expect(await seen(30)).toEqual(once(30));
    expect(run.iterations()).toMatchObject({ iterations: 30, failedIterations: 0, droppedIterations: 20 });
  });

  it('fails iterations that find no row where that is an error', async () => {
    const run = await plays(
      dataset(20, 'sequential', 'error'),
      scenario('S', { type: 'constant-vus', vus: 5, duration: '1s' }),
    );
    expect(await seen(20)).toEqual(once(20));
    expect(run.iterations()).toMatchObject({ iterations: 20, droppedIterations: 0 });
    // Each VU tries again, at most ten times a second.
    expect(run.iterations().failedIterations, run.note()).toBeGreaterThan(5);
    expect(run.iterations().failedIterations, run.note()).toBeLessThanOrEqual(60);
    expect(run.errors.map(({ message }) => message)).toContain('the dataset "users" has no row left');
  });

  it('gives every VU a row of its own, and keeps it', async () => {
    await plays(
      dataset(14, 'unique-per-vu'),
      scenario('A', { type: 'per-vu-iterations', vus: 6, iterations: 5 }),
      scenario('B', { type: 'per-vu-iterations', vus: 8, iterations: 3 }),
    );
    expect(await seen(14)).toEqual([5, 5, 5, 5, 5, 5, 3, 3, 3, 3, 3, 3, 3, 3]);
  });

  it('lets VUs without a row stop, and whole scenarios', async () => {
    const stopped = await plays(
      dataset(3, 'unique-per-vu', 'stop-vu'),
      scenario('S', { type: 'per-vu-iterations', vus: 5, iterations: 4 }),
    );
    expect(await seen(3)).toEqual([4, 4, 4]);
    expect(stopped.iterations()).toMatchObject({ iterations: 12, droppedIterations: 8 });

    await target.reset();
    const ended = await plays(
      dataset(3, 'unique-per-vu', 'stop-scenario'),
      scenario('S', {
        type: 'ramping-vus',
        startVUs: 3,
        stages: [
          { duration: '500ms', target: 3 },
          { duration: '100ms', target: 5 },
          { duration: '60s', target: 5 },
        ],
      }),
    );
    expect(ended.snapshots.length, ended.note()).toBeLessThan(10);
    const used = await seen(3);
    expect(Math.min(...used)).toBeGreaterThan(0);
    expect(used.reduce((sum, one) => sum + one, 0)).toBe(ended.iterations().iterations);
  });

  it('starts over in order, so that no row is used much more often than another', async () => {
    await plays(
      dataset(10, 'sequential'),
      scenario('S', { type: 'per-vu-iterations', vus: 6, iterations: 20 }),
    );
    const used = await seen(10);
    expect(used.reduce((sum, one) => sum + one, 0)).toBe(120);
    expect(Math.max(...used) - Math.min(...used)).toBeLessThanOrEqual(workers);
  });
});
