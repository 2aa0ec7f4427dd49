import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestShop, type TestShop } from '../../examples/shop/test-shop.ts';
import { Environment } from '../../lib/plan/environment.ts';
import { conductRun } from '../../lib/run/conduct.ts';
import { planOfScript } from '../../lib/script/options/k6-options.ts';
import { startRun } from '../../runner/run.ts';
import { inspectFile } from '../../runner/script/inspect.ts';

let shop: TestShop;
beforeAll(async () => {
  shop = await startTestShop({ release: '1.1' });
});
afterAll(() => shop.close());

it('browse.js runs against the demo shop and keeps its thresholds', async () => {
  const env = { BASE_URL: shop.url, RAMP: '1s', HOLD: '2s', PAUSE: '0.2' };
  const inspected = await inspectFile(
    join(import.meta.dirname, '../../examples/scripts/browse.js'),
    env,
    () => {},
  );
  if (!inspected.ok) throw new Error(JSON.stringify(inspected.problems));
  const made = planOfScript(inspected.script, 'browse.js');
  if (!made.ok) throw new Error(JSON.stringify(made.problems));
  const environment = Environment.parse({ baseUrl: shop.url, variables: env });
  const request = { plan: made.plan, environment, secrets: {}, workers: 1 };
  const { summary } = await conductRun({ startRun, request, release: null, outputs: [] }).finished;
  const metrics = summary.script?.metrics ?? {};
  expect(Object.keys(metrics)).toContain('http_req_duration{name:list}');
  expect(metrics.http_req_failed?.values.rate).toBe(0);
  expect(metrics.checks?.values.rate).toBe(1);
  expect(metrics.products_listed?.values.min).toBeGreaterThan(0);
  expect(metrics.checks?.thresholds).toEqual({ 'rate>0.99': { ok: true } });
});
