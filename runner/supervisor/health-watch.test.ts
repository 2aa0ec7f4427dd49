import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { Environment } from '../../lib/plan/environment.ts';
import { HealthCheck } from '../../lib/plan/health-check.ts';
import { samplePlan } from '../../lib/plan/sample-plan.ts';
import { HealthWatch, healthProblems } from './health-watch.ts';

async function target(statuses: number[]) {
  let asked = 0;
  const server = createServer((_, response) => {
    response.writeHead(statuses[asked++] ?? statuses.at(-1) ?? 200).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  onTestFinished(() => void server.close());
  return { baseUrl: `http://127.0.0.1:${port}`, asked: () => asked };
}

const requestOf = (baseUrl: string, check: object) => ({
  plan: { ...samplePlan(), health: [HealthCheck.parse({ url: '/health', every: '5ms', ...check })] },
  environment: Environment.parse({ baseUrl }),
});

it('says what is wrong after so many failures in a row, and asks no more', async () => {
  const { baseUrl, asked } = await target([503, 200, 503, 503]);
  const { promise, resolve } = Promise.withResolvers<string>();
  const watch = new HealthWatch(requestOf(baseUrl, { failures: 2 }), resolve);
  watch.start();
  expect(await promise).toBe('/health answered 503, not 2xx, 2 times in a row');
  expect(asked()).toBe(4);
});

it('says when nobody answers', async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  new HealthWatch(requestOf('http://127.0.0.1:1', { failures: 1 }), resolve).start();
  expect(await promise).toMatch(/^\/health did not answer: /);
});

it('is not asked where no load may go', () => {
  const [problem] = healthProblems(requestOf('http://127.0.0.1', { url: 'https://example.com/up' }));
  expect(problem).toContain('example.com');
  expect(healthProblems(requestOf('http://127.0.0.1', {}))).toEqual([]);
});
