import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { arrivalsOf } from '../../lib/load/arrivals.ts';
import { limitMs, vusAt } from '../../lib/load/schedule.ts';
import { demandedIterations } from '../../lib/load/share.ts';
import { anyExecutor } from '../../lib/load/testing/random-executors.ts';
import { Executor } from '../../lib/plan/executor.ts';
import { dropped, perform, vusNow, wholeLength } from './testing/stage.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const play = (executor: Executor, workers: number, iterationMs: number, reaches = true) =>
  perform(executor, { workers, iterationMs, reaches });

const cases = fc.record({
  executor: anyExecutor,
  workers: fc.integer({ min: 1, max: 4 }),
  iterationMs: fc.constantFrom(400, 3000, 100_000),
});

describe('every executor', () => {
  it('accounts for every iteration, ends once in every worker, and leaves nobody at work', () => {
    fc.assert(
      fc.property(cases, ({ executor, workers, iterationMs }) => {
        const stage = play(executor, workers, iterationMs);
        vi.advanceTimersByTime(wholeLength(executor) + 1000);
        const { begun, completed, interrupted } = stage.log;
        expect(stage.ended).toBe(stage.drivers.length);
        expect(vusNow(stage)).toBe(0);
        expect(completed + interrupted).toBe(begun.length);
        const demanded = demandedIterations(executor);
        if (demanded !== null) expect(begun.length + dropped(stage)).toBe(demanded);
      }),
      { numRuns: 40 },
    );
  });

  it('starts nothing after its schedule', () => {
    fc.assert(
      fc.property(cases, ({ executor, workers, iterationMs }) => {
        const stage = play(executor, workers, iterationMs);
        vi.advanceTimersByTime(wholeLength(executor) + 1000);
        for (const { dueMs, nowMs } of stage.log.begun) {
          expect(dueMs).toBeLessThanOrEqual(limitMs(executor));
          expect(nowMs).toBeLessThanOrEqual(limitMs(executor) + 5);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('stops at once when it is told to, and says nothing afterwards', () => {
    fc.assert(
      fc.property(
        cases,
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ executor, workers, iterationMs }, part) => {
          const stage = play(executor, workers, iterationMs);
          vi.advanceTimersByTime(limitMs(executor) * part);
          const endedBefore = stage.ended;
          for (const driver of stage.drivers) driver.stop();
          for (const driver of stage.drivers) driver.stop();
          const begunBefore = stage.log.begun.length;
          expect(vusNow(stage)).toBe(0);
          vi.advanceTimersByTime(wholeLength(executor));
          expect(stage.log.begun.length).toBe(begunBefore);
          expect(stage.log.completed + stage.log.interrupted).toBe(begunBefore);
          expect(stage.ended).toBe(endedBefore);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('VU executors', () => {
  it('hold as many VUs at work as the curve says', () => {
    const executor = Executor.parse({
      type: 'ramping-vus',
      startVUs: 5,
      stages: [
        { duration: '10s', target: 25 },
        { duration: '0s', target: 12 },
        { duration: '5s', target: 12 },
        { duration: '10s', target: 0 },
      ],
    });
    for (const workers of [1, 2, 3]) {
      const stage = play(executor, workers, 5);
      for (let ms = 250; ms < 25_000; ms += 250) {
        vi.advanceTimersByTime(250);
        const planned = vusAt(executor, stage.clock.now());
        // A VU that is told to stop ends its iteration of 5 ms first.
        expect(Math.abs(vusNow(stage) - planned), `at ${ms} ms with ${workers} workers`).toBeLessThanOrEqual(
          1.5,
        );
        vi.advanceTimersByTime(250);
      }
      for (const driver of stage.drivers) driver.stop();
    }
  });

  it('start one after the other what the curve starts at once', () => {
    const executor = Executor.parse({ type: 'constant-vus', vus: 1000, duration: '10s' });
    const stage = play(executor, 2, 60_000);
    vi.advanceTimersByTime(50);
    expect(Math.abs(vusNow(stage) - 500)).toBeLessThanOrEqual(10);
    vi.advanceTimersByTime(60);
    expect(vusNow(stage)).toBe(1000);
    for (const { dueMs, nowMs } of stage.log.begun) expect(nowMs - dueMs).toBeLessThanOrEqual(1);
  });

  it('cut off what does not end within the graceful periods', () => {
    const executor = Executor.parse({
      type: 'ramping-vus',
      startVUs: 4,
      stages: [
        { duration: '0s', target: 2 },
        { duration: '10s', target: 2 },
      ],
      gracefulRampDown: '3s',
      gracefulStop: '2s',
    });
    const stage = play(executor, 1, 60_000);
    const seen: number[] = [];
    for (let second = 0; second <= 13; second++) {
      seen.push(vusNow(stage));
      vi.advanceTimersByTime(1000);
    }
    expect(seen).toEqual([0, 4, 4, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0]);
    expect([stage.log.interrupted, stage.ended]).toEqual([4, 1]);
  });

  it('do not spin when nothing reaches the target', () => {
    const executor = Executor.parse({ type: 'constant-vus', vus: 3, duration: '10s' });
    const stage = play(executor, 1, 1, false);
    vi.advanceTimersByTime(11_000);
    expect(stage.log.begun.length).toBeGreaterThan(290);
    expect(stage.log.begun.length).toBeLessThanOrEqual(303);
  });

  it('give a VU that comes back while it still ends its iteration no second life', () => {
    const executor = Executor.parse({
      type: 'ramping-vus',
      startVUs: 1,
      stages: [
        { duration: '1s', target: 1 },
        { duration: '0s', target: 0 },
        { duration: '1s', target: 0 },
        { duration: '0s', target: 1 },
        { duration: '2s', target: 1 },
      ],
    });
    const stage = play(executor, 1, 2500);
    vi.advanceTimersByTime(40_000);
    expect(stage.log.begun.map(({ dueMs }) => Math.round(dueMs / 10))).toEqual([0, 250]);
    expect(stage.log.interrupted).toBe(0);
  });
});

describe('arrival rates', () => {
  const executor = Executor.parse({
    type: 'constant-arrival-rate',
    rate: 50,
    duration: '4s',
    preAllocatedVUs: 2,
    maxVUs: 10,
  });

  it('start iterations when they are due, whatever the target does', () => {
    for (const workers of [1, 2, 3]) {
      const stage = play(executor, workers, 100);
      vi.advanceTimersByTime(40_000);
      const { timeOf } = arrivalsOf(executor);
      const dues = stage.log.begun.map(({ dueMs }) => dueMs).sort((a, b) => a - b);
      expect(dues).toEqual(Array.from({ length: 200 }, (_, k) => timeOf(k)));
      for (const { dueMs, nowMs } of stage.log.begun) expect(nowMs - dueMs).toBeLessThanOrEqual(1);
    }
  });

  it('make only as many VUs as are needed, and let the last one that became free work next', () => {
    const stage = play(executor, 1, 50);
    vi.advanceTimersByTime(40_000);
    expect(stage.mostVus).toBe(3);
  });

  it('drop what no VU is free for', () => {
    const stage = play(executor, 2, 1000);
    vi.advanceTimersByTime(40_000);
    expect(stage.mostVus).toBe(10);
    expect(stage.log.begun.length + dropped(stage)).toBe(200);
    expect(stage.log.begun.length).toBe(40);
  });
});

describe('fixed iterations', () => {
  it('let who is free take the next of shared iterations', () => {
    const executor = Executor.parse({ type: 'shared-iterations', vus: 3, iterations: 10 });
    const stage = play(executor, 1, 100);
    vi.advanceTimersByTime(1000);
    expect(stage.log.completed).toBe(10);
    expect(stage.ended).toBe(1);
  });

  it('drop what was not started in time', () => {
    const executor = Executor.parse({
      type: 'per-vu-iterations',
      vus: 2,
      iterations: 10,
      maxDuration: '1s',
      gracefulStop: '10s',
    });
    const stage = play(executor, 2, 300);
    vi.advanceTimersByTime(20_000);
    expect([stage.log.completed, dropped(stage), stage.log.interrupted]).toEqual([8, 12, 0]);
  });
});
