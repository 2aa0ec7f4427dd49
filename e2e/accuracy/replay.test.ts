import { createServer } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { Environment } from '../../lib/plan/environment.ts';
import { Plan } from '../../lib/plan/plan.ts';
import { singleIterationPlan } from '../../lib/run/single-iteration.ts';
import { SingleIterations } from '../../lib/server/runs/single-iterations.ts';
import { listening } from '../../runner/http/testing/listen.ts';
import { startRun } from '../../runner/run.ts';
import { Play } from './support/play.ts';

/** A shop in which the cart of one customer is broken. */
async function shop() {
  const asked: string[] = [];
  const server = await listening(
    createServer((request, response) => {
      asked.push(request.url ?? '');
      const isBroken = request.url?.startsWith('/cart?of=c7') ?? false;
      response
        .writeHead(isBroken ? 500 : 200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ token: 't-42', broken: isBroken }));
    }),
  );
  onTestFinished(server.stop);
  return { asked, baseUrl: `http://127.0.0.1:${server.port}` };
}

const plan = Plan.parse({
  version: 1,
  name: 'Carts',
  data: [
    {
      name: 'customers',
      source: 'rows',
      order: 'unique-per-iteration',
      rows: Array.from({ length: 12 }, (_, index) => ({ id: `c${index}` })),
    },
  ],
  setup: [
    {
      type: 'request',
      name: 'Open',
      url: '/open',
      extract: [{ from: 'jsonpath', expression: '$.token', as: 'token' }],
    },
  ],
  scenarios: [
    {
      name: 'Buy',
      executor: { type: 'per-vu-iterations', vus: 3, iterations: 4 },
      steps: [
        { type: 'request', name: 'Home', url: '/?vu={{$vu}}&iteration={{$iteration}}' },
        { type: 'think', time: { distribution: 'constant', duration: '50ms' } },
        {
          type: 'request',
          name: 'Cart',
          url: '/cart?of={{customers.id}}&token={{token}}',
          checks: [{ source: 'jsonpath', expression: '$.broken', value: 'false' }],
        },
      ],
    },
  ],
});

it('performs the iteration of a failure once more: its VU, its row, every exchange', async () => {
  const { asked, baseUrl } = await shop();
  const { version: _, name: __, scenarios, ...rest } = plan;
  const run = new Play({ scenarios, baseUrl, plan: rest, workers: 2 });
  await run.finished;
  const [failed] = run.snapshots
    .flatMap(({ samples }) => samples)
    .filter(({ reason }) => reason === 'status');
  expect(failed?.rows, run.note()).toEqual({ customers: 7 });
  if (!failed) return;

  asked.length = 0;
  const single = singleIterationPlan(plan, 'Buy', 'Cart');
  if (!single) throw new Error('The plan has the scenario');
  const { vu, iteration, rows } = failed;
  const environment = Environment.parse({ baseUrl });
  const answer = await new SingleIterations(startRun).perform({
    ...{ plan: single, environment, secrets: {}, workers: 1 },
    once: { vu, iteration, rows },
  });
  expect(asked).toEqual(['/open', `/?vu=${vu}&iteration=${iteration}`, '/cart?of=c7&token=t-42']);
  expect(answer.exchanges.map(({ name, reason }) => [name, reason])).toEqual([
    ['Open', 'ok'],
    ['Home', 'ok'],
    ['Cart', 'status'],
  ]);
  expect(answer.exchanges[2]).toMatchObject({
    vu,
    iteration,
    rows: { customers: 7 },
    response: { status: 500, body: { form: 'text', text: '{"token":"***","broken":true}' } },
  });
  expect(answer).toMatchObject({ succeeded: false, problems: [] });
  expect(answer.checks).toEqual([{ name: expect.any(String), passed: 0, failed: 1 }]);
});

it('is ended by the kill switch', async () => {
  const held = Promise.withResolvers<void>();
  const server = await listening(createServer(() => held.resolve()));
  onTestFinished(server.stop);
  const iterations = new SingleIterations(startRun);
  const slow = Plan.parse({
    version: 1,
    name: 'Slow',
    scenarios: [
      {
        name: 'S',
        executor: { type: 'constant-vus', vus: 1, duration: '1m' },
        steps: [{ type: 'request', url: '/' }],
      },
    ],
  });
  const single = singleIterationPlan(slow, 'S', '');
  if (!single) throw new Error('The plan has the scenario');
  const performed = iterations.perform({
    plan: single,
    environment: Environment.parse({ baseUrl: `http://127.0.0.1:${server.port}` }),
    secrets: {},
    workers: 1,
    once: { vu: 1, iteration: 0 },
  });
  await held.promise;
  iterations.stopAll({ kind: 'stopped', by: 'kill-switch' });
  expect(await performed).toMatchObject({
    succeeded: false,
    endReason: expect.stringMatching(/kill switch/i),
  });
});
