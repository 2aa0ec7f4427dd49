import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Environment } from '../../lib/plan/environment.ts';
import { Plan } from '../../lib/plan/plan.ts';
import { startRun } from '../../runner/run.ts';

let asked: string[] = [];
const target = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.end();
});
beforeAll(async () => {
  target.listen(0, '127.0.0.1');
  await once(target, 'listening');
});
afterAll(() => {
  target.closeAllConnections();
  target.close();
});

/** What one user asks for in twelve iterations. */
async function addresses(seed?: number): Promise<string[]> {
  asked = [];
  const plan = Plan.parse({
    ...{ version: 1, name: 'Random' },
    scenarios: [
      {
        name: 'S',
        executor: { type: 'per-vu-iterations', vus: 1, iterations: 12 },
        steps: [{ type: 'request', name: 'Any', url: '/{{$randomInt(1, 1000000)}}' }],
      },
    ],
  });
  const environment = Environment.parse({
    baseUrl: `http://127.0.0.1:${(target.address() as AddressInfo).port}`,
  });
  const run = startRun(
    { plan, environment, secrets: {}, workers: 1, ...(seed !== undefined && { seed }) },
    () => {},
  );
  expect(await run.finished).toEqual({ kind: 'completed' });
  return asked;
}

it('makes the same random choices from the same seed, others from another, and others without', async () => {
  const first = await addresses(5);
  expect(first).toHaveLength(12);
  expect(await addresses(5)).toEqual(first);
  const others = [await addresses(6), await addresses()];
  for (const other of others) expect(other).not.toEqual(first);
});
