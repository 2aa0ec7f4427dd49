import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CERTIFICATE, KEY } from './support/certificate.ts';
import { CHAOS } from './support/chaos-cases.ts';
import { ChaosTarget } from './support/chaos-target.ts';
import { Play, play } from './support/play.ts';

let target: ChaosTarget;
let baseUrl: string;
beforeAll(async () => {
  target = await ChaosTarget.start();
  baseUrl = target.baseUrl;
});
afterAll(() => target.stop());

/** A second keeps samples of only so many kinds of failure. */
const AT_ONCE = 11;
const batches = Array.from({ length: Math.ceil(CHAOS.length / AT_ONCE) }, (_, batch) =>
  CHAOS.slice(batch * AT_ONCE, (batch + 1) * AT_ONCE),
);

it.each(batches)(
  'counts whatever a target does wrong, says what it was, and goes on: from $path',
  async (...cases) => {
    const rounds = 3;
    const run = await play({
      baseUrl,
      scenarios: cases.map(({ path, step }) => ({
        name: path,
        executor: { type: 'per-vu-iterations', vus: 2, iterations: rounds },
        steps: [
          { type: 'request', name: path, url: path, ...step },
          { type: 'request', name: `fine after ${path}`, url: '/fine' },
        ],
      })),
    });
    expect(run.events.at(-1)).toMatchObject({ reason: { kind: 'completed' } });
    for (const { path, kind, says, requests = 1, racing = false } of cases) {
      if (racing) continue;
      const { count, failed, interrupted, errors, latency } = run.of(path);
      expect({ path, count, failed, interrupted, errors }).toEqual({
        path,
        count: 2 * rounds * requests,
        failed: kind === null ? 0 : 2 * rounds,
        interrupted: 0,
        errors: kind === null ? {} : { [kind]: 2 * rounds },
      });
      // What failed has its latencies too.
      expect(latency.responseTime.count).toBe(count);
      expect(latency.serviceTime.count).toBe(count);
      expect(run.of(`fine after ${path}`)).toMatchObject({ count: 2 * rounds, failed: 0 });
      if (says)
        expect(
          run.errors
            .filter((error) => [`${path}: `, `${path}?`].some((start) => error.message.includes(start)))
            .map((error) => error.message)
            .join('\n'),
        ).toContain(says);
      // The time allowed counts from the moment at which the request could go out.
      if (kind === 'timeout') expect(latency.responseTime.min / 1000).toBeGreaterThanOrEqual(999.9);
    }
  },
);

it('streams two gigabytes through without keeping them', async () => {
  const run = await play({
    baseUrl,
    scenarios: [
      {
        name: 'S',
        executor: { type: 'per-vu-iterations' },
        steps: [
          { type: 'request', name: 'large', url: '/large' },
          {
            type: 'request',
            name: 'checked',
            url: '/large',
            timeout: '1500ms',
            checks: [{ source: 'body', operator: 'contains', value: 'y' }],
          },
        ],
      },
    ],
  });
  expect(run.of('large')).toMatchObject({ count: 1, failed: 0 });
  expect(run.of('large').bytesReceived).toBeGreaterThan(2 * 1024 ** 3);
  const rss = Math.max(...run.snapshots.flatMap(({ health }) => health.map(({ rssBytes }) => rssBytes)));
  expect(rss / 1024 ** 2, 'MB of memory').toBeLessThan(400);
});

it('goes on when a target dies and comes back, and accounts for every request', async () => {
  let seen = 0;
  const target = createServer((_, response) => {
    seen++;
    response.end('ok');
  });
  const port = await listen(target);
  const run = new Play({
    baseUrl: `http://127.0.0.1:${port}`,
    scenarios: [
      {
        name: 'S',
        executor: { type: 'constant-vus', vus: 10, duration: '6s' },
        steps: [
          { type: 'request', name: 'x', url: '/' },
          { type: 'think', time: { distribution: 'constant', duration: '5ms' } },
        ],
      },
    ],
  });
  await run.second(0);
  target.closeAllConnections();
  await new Promise((resolve) => target.close(resolve));
  await run.second(2);
  await listen(target, port);
  await run.finished;
  target.close();
  const { count, failed, statuses, errors } = run.of('x');
  expect(run.events.at(-1)).toMatchObject({ reason: { kind: 'completed' } });
  expect(errors.refused).toBeGreaterThan(0);
  expect((errors.refused ?? 0) + (errors.reset ?? 0)).toBe(failed);
  expect(statuses['200']).toBe(count - failed);
  // What the target answered has ended; what it saw and could not answer any more was a reset.
  expect(seen).toBeGreaterThanOrEqual(statuses['200'] ?? 0);
  expect(seen).toBeLessThanOrEqual((statuses['200'] ?? 0) + (errors.reset ?? 0));
  const last = run.snapshots.filter(({ series }) => series.length > 0).at(-1);
  expect(last?.series[0]).toMatchObject({ failed: 0 });
});

it('tells connections that are refused and names that do not exist apart, and does not use up the machine', async () => {
  const run = await play({
    baseUrl,
    environment: { allowedHosts: ['nothing.invalid'] },
    scenarios: [
      {
        name: 'Refused',
        executor: { type: 'constant-vus', vus: 3, duration: '1s' },
        steps: [{ type: 'request', name: 'refused', url: 'http://127.0.0.1:1/' }],
      },
      {
        name: 'Name',
        executor: { type: 'per-vu-iterations' },
        steps: [{ type: 'request', name: 'name', url: 'http://nothing.invalid/', timeout: '20s' }],
      },
    ],
  });
  const refused = run.of('refused');
  expect(refused.errors).toEqual({ refused: refused.count });
  // Users of a target that refuses them try again every 100 ms.
  expect(refused.count).toBeGreaterThanOrEqual(6);
  expect(refused.count).toBeLessThanOrEqual(36);
  expect(run.of('name')).toMatchObject({ count: 1, failed: 1, errors: { dns: 1 } });
});

describe('TLS', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-tls-'));
  const authority = join(folder, 'authority.pem');
  const secure = createSecureServer(
    { key: KEY, cert: CERTIFICATE },
    (_, response) => void response.end('ok'),
  );
  let url = '';
  beforeAll(async () => {
    writeFileSync(authority, CERTIFICATE);
    url = `https://localhost:${await listen(secure)}/`;
  });
  afterAll(() => {
    delete process.env.NODE_EXTRA_CA_CERTS;
    rmSync(folder, { recursive: true });
    secure.closeAllConnections();
    secure.close();
  });

  const once = () =>
    play({
      baseUrl,
      scenarios: [
        {
          name: 'S',
          executor: { type: 'per-vu-iterations', vus: 2, iterations: 3 },
          steps: [{ type: 'request', name: 'secure', url }],
        },
      ],
    });

  it('refuses a certificate that nobody trusts', async () => {
    const run = await once();
    expect(run.of('secure')).toMatchObject({ count: 6, failed: 6, errors: { tls: 6 } });
  });

  it('trusts the authorities that the environment names, and times the handshake', async () => {
    process.env.NODE_EXTRA_CA_CERTS = authority;
    const { count, failed, latency } = (await once()).of('secure');
    expect([count, failed]).toEqual([6, 0]);
    expect([latency.connecting.count, latency.tls.count]).toEqual([2, 2]);
    expect(latency.tls.min).toBeGreaterThan(0);
  });
});

/** Resolves with the port. */
function listen(server: Server, port = 0): Promise<number> {
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}
