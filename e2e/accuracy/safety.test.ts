import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { play } from './support/play.ts';
import { quietly } from './support/quiet.ts';
import { Target } from './support/target.ts';

let target: Target;
beforeAll(async () => {
  target = await Target.start();
});
beforeEach(() => target.reset());
afterAll(() => target.stop());

const once = { type: 'per-vu-iterations', vus: 2, iterations: 3 } as const;

it('sends nothing to hosts that are not allowed, counts it and names them', async () => {
  // Another name for this very machine: what is sent to it would arrive.
  const elsewhere = `http://[::ffff:127.0.0.1]:${target.port}`;
  const run = await play({
    baseUrl: target.baseUrl,
    scenarios: [
      {
        name: 'S',
        executor: once,
        variables: { there: elsewhere },
        steps: [
          {
            type: 'request',
            name: 'absolute',
            url: `${elsewhere}/absolute`,
            checks: [{ source: 'status', value: 200 }],
          },
          { type: 'set', variable: 'late', value: `${elsewhere}/late` },
          { type: 'request', name: 'dynamic', url: '{{late}}' },
          { type: 'request', name: 'redirect', url: `/to?${encodeURIComponent(`${elsewhere}/redirected`)}` },
          { type: 'request', name: 'here', url: '/to?/arrived' },
        ],
      },
    ],
  });
  expect(await target.totals()).toEqual({ 'GET /to': 12, 'GET /arrived': 6 });
  expect(run.of('absolute')).toMatchObject({
    count: 0,
    failed: 0,
    refused: 6,
    errors: { 'refused-host': 6 },
  });
  expect(run.of('dynamic')).toMatchObject({ count: 0, refused: 6 });
  expect(run.of('redirect')).toMatchObject({ count: 6, failed: 0, refused: 6, statuses: { 302: 6 } });
  expect(run.of('here')).toMatchObject({ count: 12, refused: 0, statuses: { 302: 6, 200: 6 } });
  expect(run.iterations().iterations).toBe(6);
  expect(run.snapshots.flatMap(({ checks }) => checks)).toMatchObject([{ passed: 0, failed: 6 }]);
  const sample = run.errors.find(({ kind }) => kind === 'refused-host');
  expect(sample?.message).toContain(`[::ffff:7f00:1]:${target.port} is not an allowed host`);
  expect(sample?.message).toContain(`--allow-host [::ffff:7f00:1]:${target.port}`);
});

it('follows a redirect to a host that is allowed', async () => {
  const elsewhere = `[::ffff:7f00:1]:${target.port}`;
  const run = await play({
    baseUrl: target.baseUrl,
    environment: { allowedHosts: [elsewhere] },
    scenarios: [
      {
        name: 'S',
        executor: once,
        steps: [
          { type: 'request', name: 'x', url: `/to?${encodeURIComponent(`http://${elsewhere}/there`)}` },
        ],
      },
    ],
  });
  expect(run.of('x').refused).toBe(0);
  expect(run.of('x').count).toBe(12);
});

it.each([1, 2])(
  'keeps the ceiling for requests, and shows what it held back as send delay, with %i workers',
  async (workers) => {
    const ceiling = 60;
    const { run, disturbedMs } = await quietly(target, () =>
      play({
        baseUrl: target.baseUrl,
        workers,
        environment: { maxRequestsPerSecond: ceiling },
        scenarios: [
          {
            name: 'S',
            executor: { type: 'constant-vus', vus: 12, duration: '3s' },
            steps: [{ type: 'request', name: 'x', url: '/x' }],
          },
        ],
      }),
    );
    const note = `${run.note()}; the machine stood still for up to ${disturbedMs} ms`;
    const arrived = ((await target.counts())['GET /x']?.arrivedMs ?? []).toSorted((a, b) => a - b);
    const most = Math.max(
      ...arrived.map((from) => arrived.filter((ms) => ms >= from && ms < from + 1000).length),
    );
    // One more per worker where two of its requests are exactly a second apart; and where somebody stood still, what
    // was sent in more than a second arrives within one.
    const bunched = Math.ceil((ceiling * 2 * disturbedMs) / 1000);
    expect(most, note).toBeLessThanOrEqual(ceiling + workers + 1 + bunched);
    expect(arrived.length, note).toBeGreaterThan(ceiling * 3 * 0.8 - bunched);
    // Twelve users share sixty requests a second: each waits about a fifth of a second for its turn.
    expect(run.of('x').latency.sendDelay.percentile(50) / 1000, note).toBeGreaterThan(120);
    expect(run.of('x').latency.serviceTime.percentile(50) / 1000, note).toBeLessThan(100);
  },
);

it('lets no secret out, in whatever form it travelled', async () => {
  const secret = 'pa ss/wörd+"1"';
  const run = await play({
    baseUrl: target.baseUrl,
    secrets: { password: secret },
    scenarios: [
      {
        name: 'S',
        executor: { type: 'per-vu-iterations' },
        steps: [
          { type: 'request', name: 'path', url: '/status/500/{{password}}' },
          { type: 'request', name: 'query', url: '/status/501', query: { p: '{{password}}' } },
          { type: 'request', name: 'refused', url: 'http://elsewhere.test/', query: { p: '{{password}}' } },
          { type: 'request', name: 'check', url: '/x', checks: [{ source: 'body', value: '{{password}}' }] },
        ],
      },
    ],
  });
  const said = JSON.stringify(run.events, (_, value) => (value instanceof Uint8Array ? value.length : value));
  expect(run.errors.length).toBeGreaterThanOrEqual(3);
  expect(said).toContain('***');
  for (const form of ['pa ss', 'pa%20ss', 'pa+ss', 'wörd', 'w%C3%B6rd']) expect(said).not.toContain(form);
});
