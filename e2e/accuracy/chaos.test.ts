import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PlanInput } from '../../lib/plan/plan.ts';
import { play } from './support/play.ts';

let child: ChildProcess;
let baseUrl: string;
beforeAll(async () => {
  child = fork(fileURLToPath(new URL('support/chaos-server.ts', import.meta.url)));
  const { port } = await new Promise<{ port: number }>((resolve) =>
    child.once('message', (message) => resolve(message as { port: number })),
  );
  baseUrl = `http://127.0.0.1:${port}`;
});
afterAll(() => child.disconnect());

type RequestInput = Extract<PlanInput['scenarios'][number]['steps'][number], { type: 'request' }>;
const needsBody: Pick<RequestInput, 'checks'> = { checks: [{ source: 'body', operator: 'exists' }] };

/** What goes wrong, what it must be counted as, and what must be said about it. */
const CASES: {
  path: string;
  step?: Partial<RequestInput>;
  kind: string | null;
  says?: string;
  requests?: number;
}[] = [
  { path: '/fine', kind: null },
  { path: '/early-hints', kind: null },
  { path: '/garbage', kind: 'protocol', says: 'does not match the HTTP/1.1 protocol' },
  { path: '/garbage-chunks', kind: 'protocol' },
  { path: '/hang-up', kind: 'reset', says: 'closed the connection before its answer was complete' },
  { path: '/reset', kind: 'reset' },
  { path: '/reset-in-body', kind: 'reset' },
  { path: '/short-body', kind: 'reset', says: 'before its answer was complete' },
  { path: '/huge-header', kind: 'protocol', says: 'Headers Overflow' },
  { path: '/silent', step: { timeout: '400ms' }, kind: 'timeout', says: 'no complete response within 0.4 s' },
  { path: '/endless', step: { timeout: '500ms' }, kind: 'timeout' },
  { path: '/bad-gzip', step: needsBody, kind: 'protocol', says: 'the body is not valid gzip' },
  { path: '/bomb', step: needsBody, kind: 'protocol', says: 'larger than 10 MB when decoded' },
  { path: '/round', kind: 'protocol', says: 'redirects more than 10 times', requests: 11 },
  { path: '/nowhere', kind: 'protocol', says: 'redirects to "gopher://x/"' },
];

it('counts whatever a target does wrong, says what it was, and goes on', async () => {
  const rounds = 3;
  const run = await play({
    baseUrl,
    scenarios: CASES.map(({ path, step }) => ({
      name: path,
      executor: { type: 'per-vu-iterations', vus: 2, iterations: rounds },
      steps: [
        { type: 'request', name: path, url: path, ...step },
        { type: 'request', name: `fine after ${path}`, url: '/fine' },
      ],
    })),
  });
  expect(run.events.at(-1)).toMatchObject({ reason: { kind: 'completed' } });
  for (const { path, kind, says, requests = 1 } of CASES) {
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
          .filter((error) => error.message.includes(`${path}: `))
          .map((error) => error.message)
          .join('\n'),
      ).toContain(says);
  }
  // The time allowed counts from the moment at which the request could go out.
  expect(run.of('/silent').latency.responseTime.min / 1000).toBeGreaterThanOrEqual(399.9);
});

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

it('tells connections that are refused, names that do not exist and certificates that are not trusted apart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      key,
      '-out',
      cert,
      '-days',
      '2',
      '-subj',
      '/CN=localhost',
    ],
    { stdio: 'ignore' },
  );
  const secure = createServer(
    { key: readFileSync(key), cert: readFileSync(cert) },
    (_, response) => void response.end('ok'),
  );
  rmSync(folder, { recursive: true });
  const securePort = await new Promise<number>((resolve) => {
    secure.listen(0, '127.0.0.1', () => {
      const address = secure.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
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
      {
        name: 'Trust',
        executor: { type: 'per-vu-iterations' },
        steps: [{ type: 'request', name: 'trust', url: `https://localhost:${securePort}/` }],
      },
    ],
  });
  secure.close();
  secure.closeAllConnections();
  const refused = run.of('refused');
  expect(refused.errors).toEqual({ refused: refused.count });
  // Users of a target that refuses them try again every 100 ms, and do not use up the machine.
  expect(refused.count).toBeGreaterThanOrEqual(6);
  expect(refused.count).toBeLessThanOrEqual(36);
  expect(run.of('name')).toMatchObject({ count: 1, failed: 1, errors: { dns: 1 } });
  expect(run.of('trust')).toMatchObject({ count: 1, failed: 1, errors: { tls: 1 } });
});
