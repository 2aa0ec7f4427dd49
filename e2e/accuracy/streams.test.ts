import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { delayOf, PERIOD } from './support/known-delays.ts';
import { Play, play, type Setup } from './support/play.ts';
import { until, workersOf } from './support/processes.ts';
import { quietly } from './support/quiet.ts';
import { StreamTarget } from './support/stream-target.ts';

let target: StreamTarget;
beforeAll(async () => {
  target = await StreamTarget.start();
});
beforeEach(() => target.reset());
afterAll(() => target.stop());

type Steps = Setup['scenarios'][number]['steps'];

/** Sessions of so many VUs, one after the other. */
const scenario = (steps: Steps, vus = 4, iterations = 3): Setup['scenarios'] => [
  { name: 'Sessions', executor: { type: 'per-vu-iterations', vus, iterations }, steps },
];

const endless = (steps: Steps, vus = 20): Setup['scenarios'] => [
  { name: 'Sessions', executor: { type: 'constant-vus', vus, duration: '10m' }, steps },
];

/** 2 ms or 2 %, in milliseconds. */
const tolerance = (ms: number) => Math.max(2, ms * 0.02);

describe.each([1, 2])('with %i workers', (workers) => {
  it('counts sessions and messages exactly as the server did', async () => {
    const run = await play({
      baseUrl: target.baseUrl,
      workers,
      scenarios: scenario(
        [
          {
            type: 'websocket',
            name: 'chat',
            url: '/echo/3',
            actions: [
              {
                type: 'repeat',
                times: 5,
                actions: [
                  { type: 'send', content: '{"n":{{$counter}}}', format: 'json' },
                  {
                    type: 'expect',
                    match: { type: 'matches', expression: '"n":\\d+' },
                    checks: [{ source: 'jsonpath', expression: '$.n', operator: 'above', value: 0 }],
                  },
                ],
              },
            ],
          },
          {
            type: 'sse',
            name: 'finite',
            url: '/finite/4',
            until: { type: 'end' },
            checks: [{ source: 'jsonpath', expression: '$.n', value: 3 }],
          },
        ],
        10,
        4,
      ),
    });
    const [chat, finite] = [run.of('chat'), run.of('finite')];
    expect(await target.of('/echo/3')).toEqual({
      handshakes: 40,
      messagesIn: 200,
      messagesOut: 200,
      open: 0,
      goodbyes: { 1000: 40 },
    });
    expect(chat).toMatchObject({
      count: 40,
      failed: 0,
      interrupted: 0,
      messagesSent: 200,
      messagesReceived: 200,
      statuses: { 101: 40 },
      connections: 40,
    });
    expect([
      chat.latency.session.count,
      chat.latency.firstMessage.count,
      chat.latency.roundTrip.count,
    ]).toEqual([40, 40, 200]);
    expect(await target.of('/finite/4')).toMatchObject({ handshakes: 40, messagesOut: 160 });
    expect(finite).toMatchObject({ count: 40, failed: 0, messagesSent: 0, messagesReceived: 160 });
    const checks = run.snapshots.flatMap((snapshot) => snapshot.checks);
    expect(checks.reduce((sum, { passed }) => sum + passed, 0)).toBe(240);
    expect(checks.reduce((sum, { failed }) => sum + failed, 0)).toBe(0);
    expect(run.iterations().iterations).toBe(40);
  });

  it('accounts for every session that is cut off by a stop, within a second', async () => {
    const run = new Play({
      baseUrl: target.baseUrl,
      workers,
      scenarios: endless([
        {
          type: 'websocket',
          name: 'held',
          url: '/greet/0',
          actions: [{ type: 'hold', time: { distribution: 'constant', duration: '1h' } }],
        },
      ]),
    });
    await until(
      async () => (await target.of('/greet/0')).messagesOut === 20,
      10_000,
      'all sessions are open',
    );
    await run.second(1);
    const before = performance.now();
    run.stop();
    await run.finished;
    expect(performance.now() - before).toBeLessThan(1000);
    expect(workersOf(process.pid)).toEqual([]);
    expect(run.of('held')).toMatchObject({
      count: 0,
      failed: 0,
      interrupted: 20,
      messagesReceived: 20,
      statuses: { 101: 20 },
    });
    expect((await target.of('/greet/0')).handshakes).toBe(20);
    expect(run.iterations().interruptedIterations).toBe(20);
    await until(async () => (await target.of('/greet/0')).open === 0, 2000, 'the server saw all of them go');
  });
});

describe('times', () => {
  it('gives round trips that are those of a known distribution', async () => {
    const { run, disturbedMs } = await quietly(target, () =>
      play({
        baseUrl: target.baseUrl,
        scenarios: [
          {
            name: 'Sessions',
            executor: { type: 'shared-iterations', vus: 12, iterations: PERIOD, maxDuration: '1m' },
            steps: [
              {
                type: 'websocket',
                name: 'known',
                url: '/known',
                actions: [{ type: 'send', content: 'x' }, { type: 'expect' }],
              },
            ],
          },
        ],
      }),
    );
    const { roundTrip } = run.of('known').latency;
    const delays = Array.from({ length: PERIOD }, (_, index) => delayOf(index)).sort((a, b) => a - b);
    expect(roundTrip.count).toBe(PERIOD);
    for (const percent of [50, 90, 95]) {
      const known = delays[Math.ceil((percent / 100) * PERIOD) - 1] ?? 0;
      const off = Math.abs(roundTrip.percentile(percent) / 1000 - known);
      expect(off, `p${percent} of ${known.toFixed(1)} ms; ${run.note()}`).toBeLessThan(
        tolerance(known) + disturbedMs,
      );
    }
  });

  it.each([
    ['websocket', '/greet/400'],
    ['sse', '/late/400'],
  ] as const)('gives the time to the first message of %s', async (type, url) => {
    const step: NonNullable<Steps>[number] =
      type === 'websocket'
        ? { type, name: 'first', url, actions: [{ type: 'expect' }] }
        : { type, name: 'first', url };
    const { run, disturbedMs } = await quietly(target, () =>
      play({ baseUrl: target.baseUrl, scenarios: scenario([step], 3, 5) }),
    );
    const { latency, count, failed } = run.of('first');
    expect({ count, failed }).toEqual({ count: 15, failed: 0 });
    // The server's delay begins when it has read the handshake.
    const known = latency.serviceTime.percentile(50) / 1000 + 400;
    expect(Math.abs(latency.firstMessage.percentile(50) / 1000 - known), run.note()).toBeLessThan(
      tolerance(known) + disturbedMs,
    );
  });
});

describe('failures', () => {
  it('are counted by kind, with their latencies, and end their session but not the iteration', async () => {
    const expecting = [
      { type: 'send' as const, content: 'x' },
      {
        type: 'expect' as const,
        timeout: '150ms',
        checks: [{ source: 'body' as const, operator: 'exists' as const, name: 'came' }],
      },
    ];
    const run = await play({
      baseUrl: target.baseUrl,
      scenarios: scenario([
        { type: 'websocket', name: 'reset', url: '/reset', actions: expecting },
        { type: 'websocket', name: 'closed', url: '/close/4321', actions: expecting },
        { type: 'websocket', name: 'refused', url: '/refuse', actions: expecting },
        { type: 'websocket', name: 'silent', url: '/silent', actions: expecting },
        { type: 'websocket', name: 'mute', url: '/mute', timeout: '150ms' },
        { type: 'websocket', name: 'nobody', url: 'ws://127.0.0.1:1/' },
        { type: 'websocket', name: 'away', url: 'wss://elsewhere.example.com/' },
        {
          type: 'websocket',
          name: 'goodbye',
          url: '/close/4321',
          actions: [
            { type: 'send', content: 'x' },
            { type: 'expect-close', code: 4321 },
          ],
        },
        { type: 'sse', name: 'dropped', url: '/drop/2', until: { type: 'events', count: 3 } },
        { type: 'sse', name: 'no stream', url: '/refuse' },
        {
          type: 'sse',
          name: 'late',
          url: '/late/5000',
          until: { type: 'events', count: 1, atMost: '150ms' },
        },
      ]),
    });
    const expected: Record<string, [kind: string | null, path: string | null]> = {
      reset: ['reset', '/reset'],
      closed: ['reset', null],
      refused: ['status', null],
      silent: ['timeout', '/silent'],
      mute: ['timeout', '/mute'],
      nobody: ['refused', null],
      goodbye: [null, null],
      dropped: ['reset', '/drop/2'],
      'no stream': ['status', null],
      late: ['timeout', '/late/5000'],
    };
    for (const [name, [kind, path]] of Object.entries(expected)) {
      const { count, failed, errors, interrupted, latency } = run.of(name);
      expect({ name, count, failed, errors, interrupted, timed: latency.responseTime.count }).toEqual({
        name,
        count: 12,
        failed: kind === null ? 0 : 12,
        errors: kind === null ? {} : { [kind]: 12 },
        interrupted: 0,
        timed: 12,
      });
      if (path !== null) expect((await target.of(path)).handshakes).toBe(12);
    }
    expect(run.of('away')).toMatchObject({ count: 0, refused: 12, errors: { 'refused-host': 12 } });
    // What was waited for in vain took the time that was waited.
    const { roundTrip, firstMessage } = run.of('silent').latency;
    expect([roundTrip.count, firstMessage.count]).toEqual([12, 12]);
    expect(roundTrip.min / 1000).toBeGreaterThanOrEqual(149);
    expect(run.of('dropped').messagesReceived).toBe(24);
    const came = run.snapshots.flatMap(({ checks }) => checks);
    expect(came.every(({ name, passed }) => name === 'came' && passed === 0)).toBe(true);
    expect(came.reduce((sum, { failed }) => sum + failed, 0)).toBe(4 * 12);
    expect(run.iterations()).toMatchObject({ iterations: 12, failedIterations: 0 });
  });

  it('holds messages back at the ceiling, and loses none', async () => {
    const run = await play({
      baseUrl: target.baseUrl,
      environment: { maxRequestsPerSecond: 100 },
      scenarios: scenario(
        [
          {
            type: 'websocket',
            name: 'fast',
            url: '/echo/0',
            actions: [
              { type: 'repeat', times: 30, actions: [{ type: 'send', content: 'x' }, { type: 'expect' }] },
            ],
          },
        ],
        5,
        1,
      ),
    });
    expect(run.of('fast')).toMatchObject({ count: 5, failed: 0, messagesSent: 150, messagesReceived: 150 });
    expect((await target.of('/echo/0')).messagesIn).toBe(150);
    // 155 handshakes and messages at 100 a second.
    expect(run.snapshots.length).toBeGreaterThanOrEqual(2);
    for (const { series } of run.snapshots)
      expect(series.reduce((sum, one) => sum + one.messagesSent, 0)).toBeLessThanOrEqual(100);
  });
});
