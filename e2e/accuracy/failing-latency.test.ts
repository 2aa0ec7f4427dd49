import { afterAll, expect, it } from 'vitest';
import type { Environment } from '../../lib/plan/environment.ts';
import { TlsOptions } from '../../lib/plan/tls-options.ts';
import { AUTHORITY } from '../../runner/http/testing/authority.ts';
import { FailingTarget } from './support/failing-target.ts';
import { play } from './support/play.ts';

/** Every request has all three latencies, however it ends and whatever way it goes, and none is left out of a percentile. */

const targets: FailingTarget[] = [];
afterAll(() => {
  for (const target of targets) target.stop();
});

type Way = { secure: boolean; httpVersion: '1.1' | '2'; proxied: boolean };

const TIMEOUT_MS = 700;
const ROUNDS = 3;
const RATE = 20;
const SECONDS = 2;

const playOver = (target: FailingTarget, { secure, httpVersion, proxied }: Way) => {
  const port = secure ? target.securePort : target.plainPort;
  const base = `${secure ? 'https' : 'http'}://shop.test:${port}`;
  const at = `127.0.0.1:${port}`;
  const environment: Partial<Environment> = {
    httpVersion,
    hosts: { 'shop.test': [at], 'dead.test': ['127.0.0.1:1'] },
    allowedHosts: ['shop.test', 'dead.test'],
    tls: TlsOptions.parse({ ca: AUTHORITY }),
    ...(proxied && { proxy: { url: `http://127.0.0.1:${target.proxyPort}`, user: '', password: '' } }),
  };
  return play({
    baseUrl: base,
    environment,
    scenarios: [
      {
        name: 'Closed',
        executor: { type: 'per-vu-iterations', vus: 2, iterations: ROUNDS },
        steps: [
          { type: 'request', name: 'fine', url: '/fine' },
          { type: 'request', name: 'slow', url: '/slow' },
          { type: 'request', name: 'never', url: '/never', timeout: '200ms' },
          { type: 'request', name: 'broken', url: '/broken' },
          { type: 'request', name: 'hang-up', url: '/hang-up' },
          { type: 'request', name: 'half', url: '/half' },
          { type: 'request', name: 'dead', url: base.replace('shop.test', 'dead.test') },
        ],
      },
      {
        name: 'Open',
        executor: {
          type: 'constant-arrival-rate',
          rate: RATE,
          duration: `${SECONDS}s`,
          preAllocatedVUs: 40,
          maxVUs: 40,
        },
        steps: [{ type: 'request', name: 'stall', url: '/stall', timeout: `${TIMEOUT_MS}ms` }],
      },
    ],
  });
};

it.each<[string, Way]>([
  ['HTTP/1.1', { secure: false, httpVersion: '1.1', proxied: false }],
  ['HTTP/1.1 and TLS', { secure: true, httpVersion: '1.1', proxied: false }],
  ['HTTP/2', { secure: true, httpVersion: '2', proxied: false }],
  ['HTTP/1.1 through a proxy', { secure: false, httpVersion: '1.1', proxied: true }],
  ['HTTP/1.1 through a tunnel', { secure: true, httpVersion: '1.1', proxied: true }],
  ['HTTP/2 through a tunnel', { secure: true, httpVersion: '2', proxied: true }],
])('over %s', async (_, way) => {
  const target = await FailingTarget.start();
  targets.push(target);
  const run = await playOver(target, way);
  const all = 2 * ROUNDS;
  expect(run.events.at(-1)).toMatchObject({ reason: { kind: 'completed' } });
  const refusal = !way.proxied ? 'refused' : way.secure ? 'protocol' : 'status';
  const expected = {
    fine: { failed: 0, errors: {}, atLeastMs: 0 },
    slow: { failed: 0, errors: {}, atLeastMs: 149 },
    never: { failed: all, errors: { timeout: all }, atLeastMs: 199.9 },
    broken: { failed: all, errors: { status: all }, atLeastMs: 0 },
    'hang-up': { failed: all, errors: { reset: all }, atLeastMs: 0 },
    half: { failed: all, errors: { reset: all }, atLeastMs: 0 },
    dead: { failed: all, errors: { [refusal]: all }, atLeastMs: 0 },
  };
  for (const [name, { failed, errors, atLeastMs }] of Object.entries(expected)) {
    const figures = run.of(name);
    expect({ name, ...figures }).toMatchObject({ name, count: all, failed, errors, interrupted: 0 });
    if (name !== 'dead') await expect.poll(() => target.seen.get(`/${name}`), { message: name }).toBe(all);
    for (const latency of ['responseTime', 'serviceTime'] as const) {
      expect([name, latency, figures.latency[latency].count]).toEqual([name, latency, all]);
      expect(figures.latency[latency].min / 1000).toBeGreaterThanOrEqual(atLeastMs);
    }
    expect([name, figures.latency.sendDelay.count]).toEqual([name, all]);
    const { responseTime, serviceTime, sendDelay } = figures.latency;
    const off = Math.abs(responseTime.mean - serviceTime.mean - sendDelay.mean);
    expect(off, `${name}: response time is service time and send delay`).toBeLessThan(
      10 + responseTime.mean * 0.01,
    );
  }

  /*
   * 40 requests, 50 ms apart: the first 7 run out of time at 700 ms, the next 14 wait from 675 down to 25 ms, and the rest
   * do not wait. Of all 40, 10 wait longer than 525 ms; of those that were answered, 10 wait longer than 175 ms.
   */
  const { count, failed, errors, latency } = run.of('stall');
  const note = run.note();
  expect(run.iterations(1), note).toMatchObject({ iterations: RATE * SECONDS, droppedIterations: 0 });
  expect(count, note).toBe(RATE * SECONDS);
  // On a slow machine some run out of time before their connection is open.
  expect(target.seen.get('/stall'), note).toBeGreaterThanOrEqual(count - failed);
  expect(target.seen.get('/stall'), note).toBeLessThanOrEqual(count);
  expect(errors, note).toEqual({ timeout: failed });
  expect(failed, note).toBeGreaterThanOrEqual(6);
  for (const each of [latency.responseTime, latency.serviceTime, latency.sendDelay]) {
    expect(each.count).toBe(count);
  }
  expect(latency.responseTime.percentile(75) / 1000, note).toBeGreaterThan(450);
  expect(latency.responseTime.percentile(90) / 1000, note).toBeGreaterThanOrEqual(TIMEOUT_MS * 0.999);
});
