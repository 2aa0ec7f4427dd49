import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PlanInput } from '../../lib/plan/plan.ts';
import { Play, play } from './support/play.ts';
import { Target } from './support/target.ts';

/** Setup, teardown, pacing and scenarios that wait for others: what the target counted is what was said. */

let target: Target;
beforeAll(async () => {
  target = await Target.start();
});
beforeEach(() => target.reset());
afterAll(() => target.stop());

type Scenario = PlanInput['scenarios'][number];
type Steps = NonNullable<Scenario['steps']>;

const logIn = (name: string): Steps => [
  {
    type: 'request',
    name,
    url: '/token/a',
    extract: [{ as: 'token', from: 'jsonpath', expression: '$.token' }],
  },
];
const get = (name: string, url: string): Steps => [{ type: 'request', name, url }];
const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, one) => all + one, 0);
const countsUnder = (counts: Record<string, number>, start: string) =>
  Object.fromEntries(Object.entries(counts).filter(([key]) => key.startsWith(start)));

describe.each([1, 3])('with %i workers', (workers) => {
  it('sets up once, shows all VUs what it set, tears down once, and counts every request', async () => {
    const run = await play({
      baseUrl: target.baseUrl,
      workers,
      plan: { setup: logIn('log in'), teardown: get('log out', '/bye/{{token}}') },
      scenarios: [
        {
          name: 'S',
          executor: { type: 'per-vu-iterations', vus: 6, iterations: 4 },
          steps: get('use', '/use/{{token}}'),
        },
      ],
    });
    const served = await target.totals();
    expect(await run.finished).toEqual({ kind: 'completed' });
    expect(served).toEqual({ 'GET /token/a': 1, 'GET /use/t1': 24, 'GET /bye/t1': 1 });
    expect([run.of('log in').count, run.of('use').count, run.of('log out').count]).toEqual([1, 24, 1]);
    expect(run.snapshots.map(({ second }) => second)).toEqual(run.snapshots.map((_, index) => index));
  });

  it('sets each VU up once, keeps what it set, and tears it down when it leaves', async () => {
    const run = await play({
      baseUrl: target.baseUrl,
      workers,
      scenarios: [
        {
          name: 'Fixed',
          executor: { type: 'shared-iterations', vus: 5, iterations: 50 },
          vuSetup: logIn('log in'),
          steps: get('use', '/use/{{token}}'),
          vuTeardown: get('log out', '/bye/{{token}}'),
        },
        {
          name: 'Ramp',
          executor: {
            type: 'ramping-vus',
            startVUs: 4,
            stages: [
              { duration: '600ms', target: 4 },
              { duration: '600ms', target: 0 },
            ],
          },
          vuSetup: logIn('log in too'),
          steps: get('ramp', '/delay/20'),
          vuTeardown: get('log out too', '/bye/{{token}}'),
        },
        {
          name: 'Rate',
          executor: {
            type: 'constant-arrival-rate',
            rate: 40,
            duration: '1s',
            preAllocatedVUs: 2,
            maxVUs: 8,
          },
          vuSetup: logIn('log in three'),
          steps: get('rate', '/delay/30'),
          vuTeardown: get('log out three', '/bye/{{token}}'),
        },
      ],
    });
    const served = await target.totals();
    const used = countsUnder(served, 'GET /use/');
    const left = countsUnder(served, 'GET /bye/');
    expect(run.of('log in').count).toBe(5);
    expect(run.of('log in too').count).toBe(4);
    expect(served['GET /token/a']).toBe(9 + run.of('log in three').count);
    expect(sum(used)).toBe(50);
    // Everybody who logged in logs out, once, with the token of its own.
    expect(Object.values(left)).toEqual(Object.values(left).map(() => 1));
    expect(Object.keys(left)).toHaveLength(served['GET /token/a'] ?? 0);
    expect(run.of('log out').count + run.of('log out too').count + run.of('log out three').count).toBe(
      sum(left),
    );
    expect(run.iterations(0)).toMatchObject({
      iterations: 50,
      failedIterations: 0,
      interruptedIterations: 0,
    });
    const { iterations, droppedIterations } = run.iterations(2);
    expect(iterations + droppedIterations).toBe(40);
  });

  it('starts a scenario when another has ended in all workers, and the next after that', async () => {
    const executor = { type: 'per-vu-iterations', vus: 5, iterations: 2 } as const;
    const run = await play({
      baseUrl: target.baseUrl,
      workers,
      scenarios: [
        { name: 'C', startAfter: 'B', executor, steps: get('c', '/delay/12') },
        { name: 'A', executor: { ...executor, vus: 4 }, steps: get('a', '/delay/150') },
        { name: 'B', startAfter: 'A', startTime: '300ms', executor, steps: get('b', '/delay/11') },
      ],
    });
    const served = await target.counts();
    const [a, b, c] = ['/delay/150', '/delay/11', '/delay/12'].map((path) => served[`GET ${path}`]);
    expect([a?.count, b?.count, c?.count]).toEqual([8, 10, 10]);
    const last = (times: number[] = []) => Math.max(...times);
    const first = (times: number[] = []) => Math.min(...times);
    // The last answer of A took 150 ms from its arrival on.
    const gap = first(b?.arrivedMs) - last(a?.arrivedMs) - 150;
    expect(gap, run.note()).toBeGreaterThanOrEqual(290);
    expect(gap, run.note()).toBeLessThan(800);
    expect(first(c?.arrivedMs)).toBeGreaterThan(last(b?.arrivedMs));
  });

  it('starts iterations in their period, and at once after one that took longer', async () => {
    const run = await play({
      baseUrl: target.baseUrl,
      workers,
      scenarios: [
        {
          name: 'Paced',
          pacing: { distribution: 'constant', period: '250ms' },
          executor: { type: 'constant-vus', vus: 3, duration: '2s' },
          steps: get('paced', '/paced'),
        },
        {
          name: 'Slow',
          pacing: { distribution: 'constant', period: '100ms' },
          executor: { type: 'per-vu-iterations', vus: 1, iterations: 5 },
          steps: get('slow', '/delay/300'),
        },
      ],
    });
    expect(run.iterations(0).iterations).toBe(24);
    const arrived = (await target.counts())['GET /delay/300']?.arrivedMs ?? [];
    expect(arrived).toHaveLength(5);
    const whole = (arrived.at(-1) ?? 0) - (arrived[0] ?? 0);
    expect(whole, run.note()).toBeGreaterThanOrEqual(4 * 299);
    expect(whole, run.note()).toBeLessThan(4 * 300 + 400);
    // A period that is over is no delay of the generator.
    expect(run.of('slow').latency.sendDelay.max / 1000, run.note()).toBeLessThan(200);
  });
});

it('sends no load after a setup that failed, and says why', async () => {
  const failing: [setup: Steps, detail: RegExp][] = [
    [get('broken', '/status/500'), /the setup failed: GET .*\/status\/500: answered 500/],
    [
      [
        {
          type: 'request',
          name: 'checked',
          url: '/x',
          checks: [{ source: 'status', operator: 'equals', value: '201' }],
        },
      ],
      /the setup failed: .*check "status is 201" failed/,
    ],
    [get('slow', '/never'), /the setup failed: took longer than 0\.7 s/],
  ];
  for (const [setup, detail] of failing) {
    await target.reset();
    const run = await play({
      baseUrl: target.baseUrl,
      plan: {
        setup: [...setup, ...get('next', '/next')],
        teardown: get('end', '/end'),
        setupTimeout: '700ms',
      },
      scenarios: [{ name: 'S', executor: { type: 'per-vu-iterations' }, steps: get('load', '/load') }],
    });
    const reason = await run.finished;
    expect(reason).toMatchObject({ kind: 'could-not-start' });
    expect('detail' in reason ? reason.detail : '').toMatch(detail);
    const served = await target.totals();
    expect(sum(served)).toBe(1);
    const [name] = Object.keys(run.figures());
    expect(run.of(name ?? '').count + run.of(name ?? '').interrupted).toBe(1);
  }
});

it('tears down after a stop, not after the kill switch, and no longer than it may', async () => {
  const begin = (teardown: Steps) =>
    new Play({
      baseUrl: target.baseUrl,
      workers: 2,
      plan: { setup: logIn('log in'), teardown, teardownTimeout: '500ms' },
      scenarios: [
        {
          name: 'S',
          executor: { type: 'constant-vus', vus: 4, duration: '60s' },
          steps: get('load', '/delay/50'),
        },
      ],
    });
  const stopped = begin(get('end', '/end/{{token}}'));
  await stopped.second(0);
  stopped.stop();
  expect(await stopped.finished).toEqual({ kind: 'stopped', by: 'user' });
  expect((await target.totals())['GET /end/t1']).toBe(1);
  expect(stopped.of('end').count).toBe(1);

  await target.reset();
  const killed = begin(get('end', '/end/{{token}}'));
  await killed.second(0);
  killed.stop({ kind: 'stopped', by: 'kill-switch' });
  await killed.finished;
  expect((await target.totals())['GET /end/t1']).toBeUndefined();

  await target.reset();
  const endless = begin(get('end', '/never'));
  await endless.second(0);
  endless.stop();
  await endless.finished;
  expect((await target.totals())['GET /never']).toBe(1);
  expect(endless.of('end')).toMatchObject({ count: 0, interrupted: 1 });
  expect(endless.errors.map(({ message }) => message)).toContain(
    'the teardown failed: took longer than 0.5 s',
  );
});
