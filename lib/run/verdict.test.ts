import { describe, expect, it } from 'vitest';
import { samplePlan } from '../plan/sample-plan.ts';
import type { EndReason } from './engine.ts';
import { initialState, reduce, summaryOf } from './run-state.ts';
import { healthOf, type SampleRequest, snapshotOf } from './sample-snapshots.ts';
import type { Snapshot } from './snapshot.ts';

const completed: EndReason = { kind: 'completed' };

type Case = {
  thresholds?: [metric: string, rule: string][];
  snapshots?: Snapshot[];
  reason?: EndReason;
  ceiling?: number;
};

function judged({
  thresholds = [],
  snapshots = [snapshotOf(0, [{ responseMs: 100 }])],
  reason = completed,
  ceiling = 1e6,
}: Case) {
  const plan = samplePlan({ thresholds: thresholds.map(([metric, rule]) => ({ metric, rule })) });
  const state = initialState(plan, { maxRequestsPerSecond: ceiling });
  for (const snapshot of snapshots) reduce(state, { type: 'snapshot', snapshot });
  reduce(state, { type: 'finished', reason });
  return summaryOf(state, { release: null });
}

const outcome = (of: Case) => {
  const { verdict, endReason } = judged(of);
  return `${verdict}: ${endReason}`;
};

describe('the verdict of a run that the generator kept up with', () => {
  const holds: [string, string] = ['http_req_duration', 'p(95)<500'];
  const breaks: [string, string] = ['http_req_duration', 'avg<50'];

  it.each<[string, Case]>([
    ['passed: Completed; the plan has no thresholds to judge it by', {}],
    ['passed: The threshold held', { thresholds: [holds] }],
    ['passed: All 2 thresholds held', { thresholds: [holds, holds] }],
    ['failed: Threshold avg<50 of http_req_duration was broken: 100 ms', { thresholds: [holds, breaks] }],
    [
      'failed: Threshold avg<50 of http_req_duration was broken: 100 ms (and 1 more)',
      { thresholds: [breaks, breaks] },
    ],
    [
      'failed: Threshold rate<0.1 of http_req_failed{name:Order} could not be judged: nothing of it was measured',
      { thresholds: [holds, ['http_req_failed{name:Order}', 'rate<0.1']] },
    ],
    ['failed: No request was completed, so nothing was measured', { snapshots: [snapshotOf(0, [])] }],
    [
      'failed: No request was completed, so nothing was measured; the last error: no',
      {
        snapshots: [snapshotOf(0, [], { errors: [{ atMs: 1, series: null, kind: 'plan', message: 'no' }] })],
      },
    ],
    [
      'failed: Threshold avg<50 of http_req_duration was broken and ended the run: 100 ms',
      { thresholds: [breaks], reason: { kind: 'threshold', metric: breaks[0], rule: breaks[1] } },
    ],
    ['aborted: Stopped by the user', { thresholds: [breaks], reason: { kind: 'stopped', by: 'user' } }],
    ['aborted: Stopped by the kill switch', { reason: { kind: 'stopped', by: 'kill-switch' } }],
    ['aborted: Stopped by a signal', { reason: { kind: 'stopped', by: 'signal' } }],
    [
      'aborted: A load worker ended unexpectedly: killed',
      { reason: { kind: 'worker-crashed', detail: 'killed' } },
    ],
    [
      'aborted: The results could not be written: disk full',
      { reason: { kind: 'storage', detail: 'disk full' } },
    ],
    ['aborted: Could not start: why', { reason: { kind: 'could-not-start', detail: 'why' } }],
    ['aborted: An error in a script: x', { reason: { kind: 'script-error', detail: 'x' } }],
    [
      'aborted: The server ended unexpectedly while the run was going on',
      { reason: { kind: 'server-lost' } },
    ],
  ])('%s', (expected, of) => {
    expect(outcome(of)).toBe(expected);
  });

  it('says percent, rates and counts in their own units', () => {
    const snapshots = [
      snapshotOf(0, [{ responseMs: 1, failed: true }, { responseMs: 1 }, { responseMs: 1 }]),
    ];
    expect(outcome({ thresholds: [['http_req_failed', 'rate<0.1']], snapshots })).toContain(
      'was broken: 33.3 %',
    );
    expect(outcome({ thresholds: [['http_reqs', 'rate>9']], snapshots })).toContain('was broken: 3.00/s');
    expect(outcome({ thresholds: [['data_received', 'count<9']], snapshots })).toContain('was broken: 3,000');
  });
});

describe('a generator that cannot keep up', () => {
  const second = (number: number, requests: SampleRequest[], health = {}) =>
    snapshotOf(number, requests, { health: [healthOf(0, health), healthOf(1)] });
  const many = (seconds: number, make: (second: number) => Snapshot) =>
    Array.from({ length: seconds }, (_, number) => make(number));
  const prompt = Array<SampleRequest>(50).fill({ responseMs: 20 });
  const late = Array<SampleRequest>(50).fill({ responseMs: 400, sendDelayMs: 300 });
  const stalled = { maxEventLoopDelayUs: 900_000 };
  const busy = { cpuUs: 990_000 };

  it.each<[string, string, Case]>([
    [
      'late requests',
      'requests were sent late: send delay p95 300 ms, where 100 ms are allowed',
      { snapshots: many(10, (n) => second(n, n % 5 ? prompt : late)) },
    ],
    [
      'a few requests that are very late',
      'requests were sent late: send delay p99 300 ms, where 250 ms are allowed',
      { snapshots: many(10, (n) => second(n, [...prompt, ...late.slice(0, 2)])) },
    ],
    [
      'a worker that stands still',
      'a load worker stood still for more than 500 ms in 4 of 20 seconds, at worst 900 ms',
      { snapshots: many(20, (n) => second(n, prompt, n < 4 ? stalled : {})) },
    ],
    [
      'a worker without CPU to spare',
      'a load worker used its whole CPU core in 8 of 10 seconds, and send delay p99 was 60 ms',
      {
        snapshots: many(10, (n) =>
          second(n, [...prompt, { responseMs: 80, sendDelayMs: 60 }], n < 8 ? busy : {}),
        ),
      },
    ],
  ])('invalidates the run for %s', (_, reason, of) => {
    const summary = judged({
      ...of,
      thresholds: [
        ['http_req_duration', 'p(95)<5000'],
        ['http_req_duration', 'p(95)<1'],
      ],
    });
    expect(summary.verdict).toBe('invalid');
    expect(summary.endReason).toContain(reason);
    expect(summary.generator).toMatchObject({ valid: false, reasons: [expect.stringContaining(reason)] });
    expect(summary.thresholds.map((threshold) => threshold.passed)).toEqual([null, null]);
    expect(summary.thresholds.every((threshold) => threshold.value !== null)).toBe(true);
  });

  it.each<[string, Case]>([
    ['a late request or two in a short run', { snapshots: [second(0, [...prompt, ...late.slice(0, 9)])] }],
    [
      'a few requests that are a little late',
      {
        snapshots: many(10, (n) =>
          second(n, [
            ...prompt,
            { responseMs: 200, sendDelayMs: 150 },
            { responseMs: 200, sendDelayMs: 150 },
          ]),
        ),
      },
    ],
    ['a hiccup in a long run', { snapshots: many(60, (n) => second(n, prompt, n < 5 ? stalled : {})) }],
    ['busy workers that send in time', { snapshots: many(20, (n) => second(n, prompt, busy)) }],
    ['requests held back by the ceiling', { ceiling: 50, snapshots: many(10, (n) => second(n, late)) }],
    [
      'requests held back by the ceiling that end later',
      { ceiling: 50, snapshots: many(10, (n) => second(n, n < 5 ? late : late.slice(0, 20))) },
    ],
  ])('does not accuse the generator for %s', (_, of) => {
    expect(judged(of)).toMatchObject({ verdict: 'passed', generator: { valid: true, reasons: [] } });
  });

  it('still notices late requests once the ceiling is out of reach', () => {
    const snapshots = many(40, (n) => second(n, n < 5 ? late : late.slice(0, 20)));
    expect(judged({ ceiling: 50, snapshots }).verdict).toBe('invalid');
  });

  it('comes before every other end', () => {
    const snapshots = many(10, (n) => second(n, late));
    expect(outcome({ snapshots, reason: { kind: 'stopped', by: 'user' } })).toMatch(
      /^invalid: .*\(Stopped by the user\)$/,
    );
  });
});
