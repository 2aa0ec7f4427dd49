import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { arrivalsOf } from '../../lib/load/arrivals.ts';
import { actsOf } from '../../lib/load/steering/acts.ts';
import { appliedPlan } from '../../lib/load/steering/steered-plan.ts';
import { Plan, type PlanInput } from '../../lib/plan/plan.ts';
import { Play, play } from './support/play.ts';
import { Target } from './support/target.ts';

let target: Target;
beforeAll(async () => {
  target = await Target.start();
});
beforeEach(() => target.reset());
afterAll(() => target.stop());

const arrived = async (key: string) => (await target.counts())[key]?.arrivedMs.length ?? 0;
const think = (duration: string) => ({
  type: 'think' as const,
  time: { distribution: 'constant' as const, duration },
});
const request = (name: string) => [{ type: 'request' as const, name, url: `/${name}` }];

it('applies just what was steered, in all workers, and a plan of it does the same again', async () => {
  const scenarios: PlanInput['scenarios'] = [
    {
      name: 'Rate',
      executor: {
        type: 'constant-arrival-rate',
        rate: 100,
        duration: '4s',
        preAllocatedVUs: 20,
        maxVUs: 200,
      },
      steps: request('rate'),
    },
    {
      name: 'Users',
      executor: { type: 'constant-vus', vus: 3, duration: '4s' },
      pacing: { distribution: 'constant', period: '100ms' },
      steps: request('users'),
    },
    {
      name: 'Later',
      startAfter: 'Rate',
      executor: { type: 'constant-arrival-rate', rate: 50, duration: '1s', maxVUs: 50 },
      steps: request('later'),
    },
  ];
  const run = new Play({ baseUrl: target.baseUrl, workers: 2, scenarios });
  await run.started;
  await run.second(0);
  const orders = [
    { kind: 'set', value: 300, scenario: 'Rate' },
    { kind: 'set', value: 7, scenario: 'Users' },
  ] as const;
  for (const order of orders) expect(run.steer(order)).toMatchObject({ ok: true });
  expect(run.steer({ kind: 'set', value: 100_000, scenario: 'Users' })).toMatchObject({ ok: false });
  await run.second(1);
  expect(run.steer({ kind: 'pause' })).toMatchObject({ ok: true });
  await run.second(3);
  const paused = run.snapshots.at(-1);
  expect(paused?.scenarios.map(({ vus }) => vus)).toEqual([0, 0, 0]);
  expect(run.steer({ kind: 'resume' })).toMatchObject({ ok: true });
  expect(await run.finished).toEqual({ kind: 'completed' });

  const plan = Plan.parse({ version: 1, name: 'accuracy', scenarios });
  const acts = run.events.flatMap((event) => (event.type === 'steered' ? event.acts : []));
  const last = run.events.at(-1);
  const lengthMs = last?.type === 'finished' ? (last.durationMs ?? 0) : 0;
  const applied = appliedPlan(plan, acts, lengthMs);
  const rate = applied.scenarios[0]?.executor;
  if (!rate) throw new Error('no scenario');
  const { total } = arrivalsOf(rate);
  // 4 s in all, of which somewhat more than one at 100/s and the rest at 300/s.
  expect(total).toBeGreaterThan(700);
  expect(run.iterations(0), run.note()).toMatchObject({ iterations: total, droppedIterations: 0 });
  expect(await arrived('GET /rate')).toBe(total);
  expect(await arrived('GET /later')).toBe(50);
  expect(actsOf(acts, 1).map(({ kind }) => kind)).toEqual(['set', 'pause', 'resume']);

  await target.reset();
  const again = await play({ baseUrl: target.baseUrl, workers: 1, scenarios: applied.scenarios });
  expect(again.iterations(0), again.note()).toMatchObject({ iterations: total, droppedIterations: 0 });
  expect(await arrived('GET /rate')).toBe(total);
  const most = (one: Play) =>
    Math.max(
      ...one.snapshots.map(({ scenarios }) => scenarios.find(({ scenario }) => scenario === 1)?.vus ?? 0),
    );
  expect([most(run), most(again)]).toEqual([7, 7]);
});

it('stops gracefully: nothing new starts, and nothing is cut off', async () => {
  const run = new Play({
    baseUrl: target.baseUrl,
    workers: 2,
    scenarios: [
      {
        name: 'Users',
        executor: { type: 'constant-vus', vus: 4, duration: '60s' },
        steps: [...request('users'), think('700ms')],
      },
      {
        name: 'Waits',
        startAfter: 'Users',
        executor: { type: 'per-vu-iterations' },
        steps: request('waits'),
      },
      {
        name: 'Late',
        startTime: '50s',
        executor: { type: 'constant-vus', vus: 1, duration: '5s' },
        steps: request('late'),
      },
      {
        name: 'Fixed',
        executor: { type: 'per-vu-iterations', vus: 2, iterations: 1000 },
        steps: [...request('fixed'), think('300ms')],
      },
    ],
  });
  await run.started;
  await run.second(0);
  expect(run.steer({ kind: 'stop' })).toMatchObject({ ok: true });
  expect(await run.finished).toEqual({ kind: 'completed' });
  const last = run.events.at(-1);
  expect(last?.type === 'finished' ? last.durationMs : 0).toBeLessThan(5000);
  for (const scenario of [0, 3]) {
    expect(run.iterations(scenario).interruptedIterations).toBe(0);
    expect(run.iterations(scenario).iterations).toBeGreaterThan(0);
  }
  expect(await arrived('GET /waits')).toBe(0);
  expect(await arrived('GET /late')).toBe(0);
  expect(await arrived('GET /users')).toBe(run.of('users').count);
});
