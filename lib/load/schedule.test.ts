import { describe, expect, it } from 'vitest';
import { Executor } from '../plan/executor.ts';
import { Plan } from '../plan/plan.ts';
import { planPeak } from './peak.ts';
import { planLength, planLimit, plannedRateAt, plannedVusAt } from './plan-load.ts';
import { rateAt, scheduleMs, vusAt } from './schedule.ts';

const ramp = Executor.parse({
  type: 'ramping-vus',
  startVUs: 10,
  stages: [
    { duration: '10s', target: 110 },
    { duration: '0s', target: 50 },
    { duration: '5s', target: 50 },
    { duration: '5s', target: 0 },
  ],
});

const plan = (...scenarios: { executor: unknown; startTime?: string }[]) =>
  Plan.parse({
    version: 1,
    name: 'plan',
    scenarios: scenarios.map((scenario, i) => ({
      name: `scenario ${i}`,
      steps: [{ type: 'think', time: { distribution: 'constant', duration: '1s' } }],
      ...scenario,
    })),
  });

describe('vusAt', () => {
  it('follows the stages linearly and jumps where a stage takes no time', () => {
    expect([0, 1000, 9999.9, 10_000, 14_000, 17_500, 20_000].map((ms) => vusAt(ramp, ms))).toEqual([
      10,
      20,
      expect.closeTo(110, 2),
      50,
      50,
      25,
      0,
    ]);
  });

  it('is nothing before the start and after the end', () => {
    expect([vusAt(ramp, -1), vusAt(ramp, 20_001)]).toEqual([0, 0]);
  });

  it('is what executors with iterations hold until their limit', () => {
    const executor = Executor.parse({ type: 'shared-iterations', vus: 3, iterations: 9, maxDuration: '4s' });
    expect([vusAt(executor, 3999), vusAt(executor, 4000), scheduleMs(executor)]).toEqual([3, 0, null]);
  });
});

describe('rateAt', () => {
  it('counts per second whatever the time unit', () => {
    const executor = Executor.parse({
      type: 'ramping-arrival-rate',
      startRate: 60,
      timeUnit: '1m',
      stages: [{ duration: '10s', target: 600 }],
      maxVUs: 5,
    });
    expect([
      rateAt(executor, 0),
      rateAt(executor, 5000),
      rateAt(executor, 10_000),
      vusAt(executor, 5000),
    ]).toEqual([1, 5.5, 0, 0]);
  });
});

describe('a plan', () => {
  const staggered = plan(
    { executor: ramp },
    { executor: { type: 'constant-vus', vus: 7, duration: '10s' }, startTime: '15s' },
    { executor: { type: 'constant-arrival-rate', rate: 3, duration: '2s', maxVUs: 4 }, startTime: '1s' },
  );

  it('adds up its scenarios, each from its start time', () => {
    expect(plannedVusAt(staggered, 17_500)).toBe(25 + 7);
    expect([
      plannedRateAt(staggered, 999),
      plannedRateAt(staggered, 1000),
      plannedRateAt(staggered, 3000),
    ]).toEqual([0, 3, 0]);
  });

  it('is as long as its last schedule', () => {
    expect(planLength(staggered)).toBe(25_000);
    expect(planLength(plan({ executor: ramp }, { executor: { type: 'per-vu-iterations' } }))).toBeNull();
    expect(planLimit(plan({ executor: ramp }, { executor: { type: 'per-vu-iterations' } }))).toBe(600_000);
  });

  it('needs the VUs of those scenarios that can run together', () => {
    expect(planPeak(staggered)).toEqual({
      vus: 110 + 4 + 7,
      parts: [
        { scenario: 'scenario 0', vus: 110 },
        { scenario: 'scenario 1', vus: 7 },
        { scenario: 'scenario 2', vus: 4 },
      ],
    });
    const apart = plan(
      { executor: { type: 'constant-vus', vus: 5, duration: '10s', gracefulStop: '1s' } },
      { executor: { type: 'constant-vus', vus: 8, duration: '10s' }, startTime: '12s' },
    );
    expect(planPeak(apart)).toEqual({ vus: 8, parts: [{ scenario: 'scenario 1', vus: 8 }] });
  });
});
