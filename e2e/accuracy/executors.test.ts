import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { vusAt } from '../../lib/load/schedule.ts';
import { Executor } from '../../lib/plan/executor.ts';
import { play } from './support/play.ts';
import { Target } from './support/target.ts';

let target: Target;
beforeAll(async () => {
  target = await Target.start();
});
beforeEach(() => target.reset());
afterAll(() => target.stop());

it.each([1, 3])('performs fixed iterations to the number, with %i workers', async (workers) => {
  const run = await play({
    baseUrl: target.baseUrl,
    workers,
    scenarios: [
      {
        name: 'Per VU',
        executor: { type: 'per-vu-iterations', vus: 7, iterations: 11 },
        steps: [{ type: 'request', name: 'per vu', url: '/per-vu' }],
      },
      {
        name: 'Shared',
        executor: { type: 'shared-iterations', vus: 5, iterations: 103 },
        steps: [{ type: 'request', name: 'shared', url: '/shared' }],
      },
      {
        name: 'Later',
        startTime: '700ms',
        executor: { type: 'per-vu-iterations', vus: 2, iterations: 1 },
        steps: [{ type: 'request', name: 'later', url: '/later' }],
      },
      {
        name: 'Limited',
        executor: { type: 'per-vu-iterations', vus: 2, iterations: 100, maxDuration: '1s' },
        steps: [{ type: 'request', name: 'limited', url: '/delay/220' }],
      },
    ],
  });
  const served = await target.counts();
  expect([served['GET /per-vu']?.count, served['GET /shared']?.count, served['GET /later']?.count]).toEqual([
    77, 103, 2,
  ]);
  expect([run.iterations(0).iterations, run.iterations(1).iterations, run.iterations(2).iterations]).toEqual([
    77, 103, 2,
  ]);
  const limited = run.iterations(3);
  expect(limited.iterations + limited.droppedIterations).toBe(200);
  // At 0, 220, 440, 660 and 880 ms; fewer when the machine is slow, and never one more.
  expect(limited.iterations, run.note()).toBeGreaterThanOrEqual(6);
  expect(limited.iterations, run.note()).toBeLessThanOrEqual(10);
  const first = Math.min(
    ...(served['GET /shared']?.arrivedMs ?? []),
    ...(served['GET /per-vu']?.arrivedMs ?? []),
  );
  const waited = Math.min(...(served['GET /later']?.arrivedMs ?? [])) - first;
  expect(Math.abs(waited - 700), `started after ${waited.toFixed(0)} ms; ${run.note()}`).toBeLessThan(150);
});

it.each([1, 2])('holds as many VUs at work as the curve says, with %i workers', async (workers) => {
  const executor = {
    type: 'ramping-vus',
    startVUs: 2,
    stages: [
      { duration: '3s', target: 20 },
      { duration: '2s', target: 20 },
      { duration: '0s', target: 8 },
      { duration: '1s', target: 8 },
      { duration: '2s', target: 0 },
    ],
    gracefulRampDown: '5s',
  } as const;
  const run = await play({
    baseUrl: target.baseUrl,
    workers,
    scenarios: [
      {
        name: 'S',
        executor: { ...executor, stages: [...executor.stages] },
        steps: [{ type: 'request', name: 'x', url: '/delay/10' }],
      },
    ],
  });
  const parsed = Executor.parse(executor);
  const seen = run.snapshots
    .slice(0, 8)
    .map(({ second, scenarios }) => ({ second, vus: scenarios[0]?.vus ?? -1 }));
  for (const { second, vus } of seen) {
    // The most in each second: at one of its ends, since stages change at whole seconds. A busy machine is a little late.
    const most = (startMs: number, endMs: number) =>
      Math.max(vusAt(parsed, second * 1000 + startMs), vusAt(parsed, (second + 1) * 1000 + endMs));
    const message = `in second ${second}; ${JSON.stringify(seen)}; ${run.note()}`;
    expect(vus, message).toBeGreaterThanOrEqual(Math.floor(most(150, -150)) - 1);
    expect(vus, message).toBeLessThanOrEqual(Math.ceil(most(-150, 150)) + 1);
  }
  expect(run.iterations().interruptedIterations).toBe(0);
  expect(run.of('x').count).toBe((await target.totals())['GET /delay/10']);
});

it('lets iterations end in their graceful period, and cuts them off after it', async () => {
  const run = await play({
    baseUrl: target.baseUrl,
    workers: 2,
    scenarios: [
      {
        name: 'Patient',
        executor: { type: 'constant-vus', vus: 3, duration: '1s', gracefulStop: '10s' },
        steps: [{ type: 'request', name: 'patient', url: '/delay/1500' }],
      },
      {
        name: 'Impatient',
        executor: { type: 'constant-vus', vus: 3, duration: '1s', gracefulStop: '500ms' },
        steps: [{ type: 'request', name: 'impatient', url: '/never' }],
      },
    ],
  });
  expect(run.iterations(0)).toMatchObject({ iterations: 3, interruptedIterations: 0 });
  expect(run.of('patient')).toMatchObject({ count: 3, interrupted: 0 });
  expect(run.iterations(1)).toMatchObject({ iterations: 0, interruptedIterations: 3 });
  expect(run.of('impatient')).toMatchObject({ count: 0, interrupted: 3 });
  expect((await target.totals())['GET /never']).toBe(3);
});
