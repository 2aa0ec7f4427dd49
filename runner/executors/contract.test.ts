import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { z } from 'zod';
import { peakVus } from '../../lib/load/peak.ts';
import { limitMs } from '../../lib/load/schedule.ts';
import { demandedIterations } from '../../lib/load/share.ts';
import { durationMs } from '../../lib/plan/duration.ts';
import { Executor, type ExecutorType } from '../../lib/plan/executor.ts';
import { dropped, perform, type Stage, vusNow, wholeLength } from './testing/stage.ts';

/** What every executor keeps to. A new one gets a line here, or this does not compile. */
const EXECUTORS: Record<ExecutorType, z.input<typeof Executor>> = {
  'ramping-vus': {
    type: 'ramping-vus',
    startVUs: 3,
    stages: [
      { duration: '4s', target: 9 },
      { duration: '2s', target: 9 },
    ],
  },
  'constant-vus': { type: 'constant-vus', vus: 5, duration: '6s' },
  'constant-arrival-rate': { type: 'constant-arrival-rate', rate: 5, duration: '6s', maxVUs: 40 },
  'ramping-arrival-rate': {
    type: 'ramping-arrival-rate',
    startRate: 2,
    stages: [{ duration: '6s', target: 8 }],
    maxVUs: 40,
  },
  'per-vu-iterations': { type: 'per-vu-iterations', vus: 4, iterations: 200, maxDuration: '6s' },
  'shared-iterations': { type: 'shared-iterations', vus: 4, iterations: 800, maxDuration: '6s' },
};

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const dues = ({ log }: Stage) => log.begun.map(({ dueMs }) => dueMs);

describe.each(Object.entries(EXECUTORS))('%s', (_type, input) => {
  const executor = Executor.parse(input);
  const limit = limitMs(executor);
  const gracefulMs = durationMs(executor.gracefulStop);

  describe.each([1, 2, 3, 7])('in %i workers', (workers) => {
    it('starts nothing before its start, and begins then', () => {
      const stage = perform(executor, { workers, iterationMs: 100, startMs: 2500 });
      vi.advanceTimersByTime(2499);
      expect(stage.log.begun).toEqual([]);
      vi.advanceTimersByTime(wholeLength(executor) + 10);
      expect(Math.min(...dues(stage))).toBe(2500);
      expect(Math.max(...dues(stage))).toBeLessThanOrEqual(2500 + limit);
      expect(stage.ended).toBe(stage.drivers.length);
    });

    it('lets what is in progress at the end go on, and says the end after it', () => {
      const stage = perform(executor, { workers, iterationMs: gracefulMs - 1000 });
      vi.advanceTimersByTime(limit + gracefulMs + 10);
      expect([stage.log.interrupted, stage.ended]).toEqual([0, stage.drivers.length]);
      expect(stage.log.completed).toBe(stage.log.begun.length);
    });

    it('cuts off what is still in progress after its graceful stop, and not before', () => {
      const stage = perform(executor, { workers, iterationMs: 10 * gracefulMs });
      vi.advanceTimersByTime(limit + gracefulMs - 10);
      expect([stage.log.interrupted, stage.ended]).toEqual([0, 0]);
      vi.advanceTimersByTime(20);
      expect([stage.log.completed, stage.ended]).toEqual([0, stage.drivers.length]);
      expect(stage.log.interrupted).toBe(stage.log.begun.length);
      expect(vusNow(stage)).toBe(0);
    });

    it('ends with its schedule when nothing is to end gracefully', () => {
      const abrupt = Executor.parse({ ...input, gracefulStop: '0s' });
      const stage = perform(abrupt, { workers, iterationMs: 60_000 });
      vi.advanceTimersByTime(limit + 5);
      expect([vusNow(stage), stage.ended]).toEqual([0, stage.drivers.length]);
    });

    it('starts nothing after its schedule, even when answers come before its late alarms', () => {
      const stage = perform(executor, { workers, iterationMs: 10 * limit });
      vi.advanceTimersByTime(limit - 10);
      const onTime = stage.clock.now.bind(stage.clock);
      vi.spyOn(stage.clock, 'now').mockImplementation(() => onTime() + 15);
      for (const vu of stage.vus.filter(({ inIteration }) => inIteration)) vu.end();
      for (const { nowMs } of stage.log.begun) expect(nowMs).toBeLessThan(limit);
      vi.advanceTimersByTime(gracefulMs + 20);
      expect([stage.ended, vusNow(stage)]).toEqual([stage.drivers.length, 0]);
      expect(stage.log.completed).toBe(stage.log.begun.length);
      const demanded = demandedIterations(executor);
      if (demanded !== null) expect(stage.log.begun.length + dropped(stage)).toBe(demanded);
    });

    it('accounts for every iteration, and lets no VU work in two workers', () => {
      const stage = perform(executor, { workers, iterationMs: 70 });
      vi.advanceTimersByTime(wholeLength(executor) + 10);
      expect(stage.log.completed + stage.log.interrupted).toBe(stage.log.begun.length);
      const demanded = demandedIterations(executor);
      if (demanded !== null) expect(stage.log.begun.length + dropped(stage)).toBe(demanded);
      expect(Math.max(...stage.madeBy.keys())).toBeLessThan(peakVus(executor));
    });

    it('winds up: starts nothing more, lets what is in progress end, and says so once', () => {
      const stage = perform(executor, { workers, iterationMs: 400 });
      vi.advanceTimersByTime(2000);
      for (const driver of stage.drivers) driver.windUp();
      for (const driver of stage.drivers) driver.windUp();
      const begun = stage.log.begun.length;
      vi.advanceTimersByTime(450);
      expect([stage.ended, vusNow(stage)]).toEqual([stage.drivers.length, 0]);
      vi.advanceTimersByTime(wholeLength(executor));
      expect([stage.log.begun.length, stage.log.interrupted]).toEqual([begun, 0]);
      expect([stage.log.completed, stage.ended]).toEqual([begun, stage.drivers.length]);
    });

    it('winds up no longer than its graceful stop', () => {
      const stage = perform(executor, { workers, iterationMs: 10 * gracefulMs });
      vi.advanceTimersByTime(2000);
      for (const driver of stage.drivers) driver.windUp();
      vi.advanceTimersByTime(gracefulMs + 10);
      expect([stage.ended, vusNow(stage)]).toEqual([stage.drivers.length, 0]);
      expect(stage.log.interrupted).toBe(stage.log.begun.length);
    });

    it('goes on without VUs that find no data, and counts what it demanded', () => {
      const stage = perform(executor, { workers, iterationMs: 150, rows: 7 });
      vi.advanceTimersByTime(wholeLength(executor) + 10);
      expect([stage.log.begun.length, stage.log.completed]).toEqual([7, 7]);
      expect([stage.ended, vusNow(stage)]).toEqual([stage.drivers.length, 0]);
      const demanded = demandedIterations(executor);
      if (demanded !== null) expect(dropped(stage)).toBe(demanded - 7);
    });
  });

  it('has the graceful periods of k6 when the plan says none', () => {
    expect(executor.gracefulStop).toBe('30s');
    if (executor.type === 'ramping-vus') expect(executor.gracefulRampDown).toBe('30s');
  });

  it('starts iterations in their period, whatever they take below it, and at once after longer ones', () => {
    if ('maxVUs' in executor) return;
    const cases = fc.record({
      workers: fc.integer({ min: 1, max: 5 }),
      iterationMs: fc.integer({ min: 1, max: 900 }),
      periodMs: fc.integer({ min: 50, max: 700 }),
    });
    fc.assert(
      fc.property(cases, ({ workers, iterationMs, periodMs }) => {
        const stage = perform(executor, { workers, iterationMs, periodMs });
        vi.advanceTimersByTime(wholeLength(executor) + 10);
        const byVu = Map.groupBy(stage.log.begun, ({ vu }) => vu);
        for (const begun of byVu.values()) {
          begun.slice(1).forEach(({ dueMs, nowMs }, index) => {
            const before = begun[index];
            if (!before) return;
            const distance = dueMs - before.dueMs;
            if (iterationMs < periodMs - 2) expect(distance).toBeCloseTo(periodMs, 6);
            else if (iterationMs > periodMs)
              expect(Math.abs(distance - iterationMs)).toBeLessThanOrEqual(2.5);
            // What slipped is no delay of the generator.
            expect(nowMs - dueMs).toBeLessThanOrEqual(1.5);
          });
        }
      }),
      { numRuns: 25 },
    );
  });
});
