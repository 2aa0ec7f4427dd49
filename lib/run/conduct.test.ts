import { describe, expect, it } from 'vitest';
import { Environment } from '../plan/environment.ts';
import type { PlanInput } from '../plan/plan.ts';
import { samplePlan } from '../plan/sample-plan.ts';
import type { SteerAnswer, SteerOrder } from '../steer/order.ts';
import { type ConductOptions, conductRun, type RunOutput } from './conduct.ts';
import type { EndReason, EngineEvent, RunRequest, StartRun } from './engine.ts';
import { type SampleRequest, snapshotOf } from './sample-snapshots.ts';

const STARTED = 1_000_000;
const completed: EndReason = { kind: 'completed' };

const requestOf = (plan: Partial<PlanInput> = {}, environment = {}): RunRequest => ({
  plan: samplePlan(plan),
  environment: Environment.parse({ baseUrl: 'http://127.0.0.1:1', ...environment }),
  secrets: {},
});

/** An engine that plays the given seconds, one a tick, and ends when it is stopped or they are over. */
function engineOf(seconds: SampleRequest[][]) {
  const stops: EndReason[] = [];
  let starts = 0;
  const startRun: StartRun = (_, onEvent) => {
    starts++;
    const play = async (): Promise<EndReason> => {
      onEvent({ type: 'started', startedAt: STARTED, workers: 1 });
      for (const [second, requests] of seconds.entries()) {
        await new Promise(setImmediate);
        if (stops[0]) break;
        onEvent({ type: 'snapshot', snapshot: snapshotOf(second, requests) });
      }
      const reason = stops[0] ?? completed;
      onEvent({ type: 'finished', reason });
      return reason;
    };
    const steer = (): SteerAnswer => ({ ok: true, atMs: 0, acts: [] });
    return { stop: (reason) => void stops.push(reason), steer, finished: play() };
  };
  return { startRun, stops, starts: () => starts };
}

const conduct = (startRun: StartRun, over: Partial<ConductOptions> = {}) =>
  conductRun({
    startRun,
    request: requestOf(),
    release: '1.0',
    outputs: [],
    now: () => STARTED + 2500,
    ...over,
  });

/** An output that notes what it got, and fails where it is told to. */
function noted(failAt?: EngineEvent['type'] | 'close') {
  const notes: string[] = [];
  const fail = (what: string) => {
    if (what === failAt) throw new Error(`no room for ${what}`);
  };
  const output: RunOutput = {
    async onEvent(event, state) {
      await new Promise(setImmediate);
      fail(event.type);
      notes.push(
        event.type === 'snapshot'
          ? `second ${event.snapshot.second}`
          : event.type === 'finished'
            ? `finished ${state.end?.kind}`
            : event.type,
      );
    },
    close() {
      notes.push('close');
      fail('close');
    },
  };
  return { output, notes };
}

const fast: SampleRequest[] = [{ responseMs: 10 }];
const slow: SampleRequest[] = [{ responseMs: 900 }];

describe('conductRun', () => {
  it('folds all seconds, tells every state, and sums up at the end', async () => {
    const seen: number[] = [];
    const run = conduct(engineOf([fast, slow, fast]).startRun, {
      onState: (state) => seen.push(state.points.length),
    });
    const { summary, reason, state } = await run.finished;
    expect(reason).toEqual(completed);
    expect(seen).toEqual([0, 1, 2, 3, 3]);
    expect(state).toBe(run.state);
    expect(summary).toMatchObject({
      verdict: 'passed',
      release: '1.0',
      totals: { requests: 3 },
      durationSeconds: 2.5,
    });
  });

  it('keeps the length within the last second, however late the end is noticed', async () => {
    const { finished } = conduct(engineOf([fast, fast]).startRun, { now: () => STARTED + 9000 });
    expect((await finished).summary.durationSeconds).toBe(2);
  });

  it('hands every event to every output in order, and closes them', async () => {
    const [first, second] = [noted(), noted()];
    await conduct(engineOf([fast, fast]).startRun, { outputs: [first.output, second.output] }).finished;
    const all = ['started', 'second 0', 'second 1', 'finished completed', 'close'];
    expect(first.notes).toEqual(all);
    expect(second.notes).toEqual(all);
  });

  it('stops the engine with the first reason, also before it has started', async () => {
    const engine = engineOf(Array(1000).fill(fast));
    const run = conduct(engine.startRun, {
      onState: (state) => {
        if (state.points.length === 2) run.stop({ kind: 'stopped', by: 'user' });
      },
    });
    const { summary } = await run.finished;
    expect(summary).toMatchObject({
      verdict: 'aborted',
      endReason: 'Stopped by the user',
      totals: { requests: 2 },
    });

    const early = conduct(engine.startRun);
    early.stop({ kind: 'stopped', by: 'kill-switch' });
    expect((await early.finished).summary.endReason).toBe('Stopped by the kill switch');
    expect(engine.starts()).toBe(1);
  });
});

describe('thresholds that may end a run', () => {
  const aborting = (delayAbortEval?: string) =>
    requestOf({
      thresholds: [{ metric: 'http_req_duration', rule: 'max<500', abortOnFail: true, delayAbortEval }],
    });

  it('end it as failed', async () => {
    const engine = engineOf([fast, slow, fast, fast]);
    const { summary } = await conduct(engine.startRun, { request: aborting() }).finished;
    expect(summary).toMatchObject({ verdict: 'failed', totals: { requests: 2 } });
    expect(summary.endReason).toBe(
      'Threshold max<500 of http_req_duration was broken and ended the run: 900 ms',
    );
  });

  it('wait as long as they were told to', async () => {
    const engine = engineOf([slow, fast, fast, fast, fast]);
    const { summary } = await conduct(engine.startRun, { request: aborting('3s') }).finished;
    expect(summary).toMatchObject({ verdict: 'failed', totals: { requests: 3 } });
  });

  it('do not end it without abortOnFail, nor on nothing', async () => {
    const thresholds = [
      { metric: 'http_req_duration', rule: 'max<500' },
      { metric: 'http_req_duration{name:Order}', rule: 'max<500', abortOnFail: true },
    ];
    const { summary } = await conduct(engineOf([slow, fast]).startRun, { request: requestOf({ thresholds }) })
      .finished;
    expect(summary).toMatchObject({ verdict: 'failed', totals: { requests: 2 } });
  });
});

describe('outputs that fail', () => {
  it('end the run as storage, while the others get everything', async () => {
    const [bad, good] = [noted('snapshot'), noted()];
    const engine = engineOf(Array(1000).fill(fast));
    const { summary, reason } = await conduct(engine.startRun, { outputs: [bad.output, good.output] })
      .finished;
    expect(reason).toEqual({ kind: 'storage', detail: 'no room for snapshot' });
    expect(summary).toMatchObject({
      verdict: 'aborted',
      endReason: 'The results could not be written: no room for snapshot',
    });
    expect(summary.totals.requests).toBeLessThan(20);
    expect(bad.notes).toEqual(['started', 'close']);
    expect(good.notes.slice(-2)).toEqual(['finished storage', 'close']);
    expect(good.notes.length - 3).toBe(summary.totals.requests);
  });

  it.each(['finished', 'close'] as const)(
    'at the very end (%s) are known to the outputs behind them',
    async (failAt) => {
      const [bad, good] = [noted(failAt), noted()];
      const { reason, summary } = await conduct(engineOf([fast]).startRun, {
        outputs: [bad.output, good.output],
      }).finished;
      expect(reason).toEqual({ kind: 'storage', detail: `no room for ${failAt}` });
      expect(summary.verdict).toBe('aborted');
      expect(good.notes.slice(-2)).toEqual(['finished storage', 'close']);
    },
  );
});

describe('a run that cannot start', () => {
  it.each<[string, RunRequest, string]>([
    [
      'placeholders that nothing defines',
      requestOf({
        scenarios: [
          {
            name: 'S',
            executor: { type: 'constant-vus', vus: 1, duration: '1s' },
            steps: [{ type: 'request', url: '/{{nobody}}' }],
          },
        ],
      }),
      'scenarios[0].steps[0].url: {{nobody}}: nothing defines "nobody"',
    ],
    [
      'more VUs than the environment allows',
      requestOf({}, { maxVUs: 2, name: 'Small' }),
      'the plan needs up to 3 VUs (Browse 2, Buy 1), but the environment "Small" allows 2',
    ],
    [
      'a base URL that is not allowed',
      requestOf({}, { baseUrl: 'https://shop.example.com' }),
      'add shop.example.com to the allowed hosts of the environment (--allow-host shop.example.com)',
    ],
  ])('is refused before any load: %s', async (_, request, detail) => {
    const engine = engineOf([fast]);
    const { output, notes } = noted();
    const { reason, summary } = await conduct(engine.startRun, { request, outputs: [output] }).finished;
    expect(engine.starts()).toBe(0);
    expect(reason).toMatchObject({ kind: 'could-not-start', detail: expect.stringContaining(detail) });
    expect(summary).toMatchObject({
      verdict: 'aborted',
      durationSeconds: 0,
      startedAt: '1970-01-01T00:16:42.500Z',
    });
    expect(notes).toEqual(['finished could-not-start', 'close']);
  });

  it('knows the names of variables and secrets', async () => {
    const steps = [{ type: 'request' as const, url: '/{{shop}}/{{token}}' }];
    const scenarios: PlanInput['scenarios'] = [
      { name: 'S', executor: { type: 'constant-vus', vus: 1, duration: '1s' }, steps },
    ];
    const request = { ...requestOf({ scenarios }, { variables: { shop: 'x' } }), secrets: { token: 'y' } };
    expect((await conduct(engineOf([fast]).startRun, { request }).finished).reason).toEqual(completed);
  });

  it('says what the engine says that throws', async () => {
    const { reason } = await conduct(() => {
      throw new Error('too few files');
    }).finished;
    expect(reason).toEqual({ kind: 'could-not-start', detail: 'too few files' });
  });
});

describe('a pilot', () => {
  it('sees every second, gives orders, learns what became of them, and completes the run by its own stop', async () => {
    const seen: string[] = [];
    const { startRun, stops } = engineOf(Array.from({ length: 4 }, () => [{ responseMs: 10 }]));
    const steered: SteerOrder[] = [];
    const engine: StartRun = (request, onEvent) => ({
      ...startRun(request, onEvent),
      steer: (order) => {
        steered.push(order);
        return { ok: true, atMs: 0, acts: [] };
      },
    });
    const set: SteerOrder = { kind: 'set', value: 5 };
    const conducted = conduct(engine, {
      pilot: {
        name: 'Pilot',
        after: ({ second }) => {
          seen.push(`second ${second}`);
          return second === 1 ? [set] : second === 3 ? [{ kind: 'stop' }] : [];
        },
        taken: ({ ok }) => {
          seen.push(`taken ${ok}`);
          return [];
        },
        ended: ({ kind }) => void seen.push(kind),
      },
    });
    await new Promise(setImmediate);
    expect(conducted.steer(set, 'somebody')).toMatchObject({
      ok: false,
      problem: expect.stringContaining('Pilot steers this run'),
    });
    const { reason } = await conducted.finished;
    expect(seen).toEqual([
      'second 0',
      'second 1',
      'taken true',
      'second 2',
      'second 3',
      'taken true',
      'completed',
    ]);
    expect(steered).toEqual([set, { kind: 'stop' }]);
    expect([reason, stops]).toEqual([completed, []]);
  });
});
