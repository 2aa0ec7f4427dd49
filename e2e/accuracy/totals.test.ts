import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Play, play, type Setup } from './support/play.ts';
import { until } from './support/processes.ts';
import { Target } from './support/target.ts';

let target: Target;
beforeAll(async () => {
  target = await Target.start();
});
beforeEach(() => target.reset());
afterAll(() => target.stop());

/** Both models at once, each with requests of its own, so that every count has a partner on the server. */
const both = (seconds: number): Setup['scenarios'] => [
  {
    name: 'Closed',
    executor: { type: 'constant-vus', vus: 12, duration: `${seconds}s` },
    steps: [
      { type: 'request', name: 'closed get', url: '/closed/get' },
      {
        type: 'request',
        name: 'closed post',
        method: 'POST',
        url: '/closed/post',
        body: { type: 'json', content: '{"a":1}' },
      },
      { type: 'think', time: { distribution: 'uniform', min: '1ms', max: '10ms' } },
      { type: 'request', name: 'closed slow', url: '/delay/30' },
    ],
  },
  {
    name: 'Open',
    executor: { type: 'constant-arrival-rate', rate: 150, duration: `${seconds}s`, maxVUs: 60 },
    steps: [
      { type: 'request', name: 'open get', url: '/open/get' },
      {
        type: 'request',
        name: 'open put',
        method: 'PUT',
        url: '/open/put',
        body: { type: 'raw', content: 'x' },
      },
      { type: 'request', name: 'open slow', url: '/delay/35' },
    ],
  },
];

const PARTNERS: Record<string, string> = {
  'closed get': 'GET /closed/get',
  'closed post': 'POST /closed/post',
  'closed slow': 'GET /delay/30',
  'open get': 'GET /open/get',
  'open put': 'PUT /open/put',
  'open slow': 'GET /delay/35',
};

describe.each([1, 2, 4])('with %i workers', (workers) => {
  it('counts exactly what the server counted', async () => {
    const run = await play({ scenarios: both(3), baseUrl: target.baseUrl, workers });
    const served = await target.totals();
    expect(run.events.at(-1)).toMatchObject({ type: 'finished', reason: { kind: 'completed' } });
    for (const [name, key] of Object.entries(PARTNERS)) {
      const { count, failed, interrupted, statuses } = run.of(name);
      expect({ name, count, failed, interrupted, statuses }).toEqual({
        name,
        count: served[key],
        failed: 0,
        interrupted: 0,
        statuses: { 200: served[key] },
      });
    }
    // The schedule is met to the iteration: started or dropped.
    const open = run.iterations(1);
    expect(open.iterations + open.droppedIterations, run.note()).toBe(450);
    expect(run.of('open get').count).toBe(open.iterations);
    expect(run.of('closed slow').count).toBe(run.iterations(0).iterations);
  });

  /*
   * A request that is cut off was written to an open connection before it was closed, and the kernel hands those bytes
   * to the server before it tells of the close. So the server has seen exactly what ended plus what was interrupted.
   */
  it('counts exactly what the server counted also when it is stopped in mid-run', async () => {
    const run = new Play({ scenarios: both(30), baseUrl: target.baseUrl, workers });
    await run.second(0);
    run.stop();
    await run.finished;
    let ended = 0;
    let interrupted = 0;
    for (const name of Object.keys(PARTNERS)) {
      ended += run.of(name).count;
      interrupted += run.of(name).interrupted;
    }
    const sum = async () => Object.values(await target.totals()).reduce((total, count) => total + count, 0);
    await until(
      async () => (await sum()) >= ended + interrupted,
      2000,
      'the server has read all that was sent',
    ).catch(() => {});
    const served = await target.totals();
    for (const [name, key] of Object.entries(PARTNERS)) {
      const figures = run.of(name);
      expect({ name, sent: figures.count + figures.interrupted }).toEqual({ name, sent: served[key] });
      expect(figures.failed).toBe(0);
    }
    expect(interrupted, 'slow requests were in progress').toBeGreaterThan(0);
    expect(
      run.iterations(0).interruptedIterations + run.iterations(1).interruptedIterations,
    ).toBeGreaterThanOrEqual(interrupted);
  });
});

it('says every second once, in order, and the end last', async () => {
  const run = await play({ scenarios: both(2), baseUrl: target.baseUrl, workers: 3 });
  expect(run.events.map((event) => (event.type === 'snapshot' ? event.snapshot.second : event.type))).toEqual(
    ['started', ...run.snapshots.map((_, second) => second), 'finished'],
  );
  expect(run.snapshots.length).toBeGreaterThanOrEqual(2);
});
