import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { arrivalsOf } from '../../lib/load/arrivals.ts';
import { limitMs, vusAt } from '../../lib/load/schedule.ts';
import { steeredExecutor } from '../../lib/load/steering/steered-executor.ts';
import { randomActs } from '../../lib/load/testing/random-acts.ts';
import {
  constantRate,
  constantVus,
  rampingRate,
  rampingVus,
} from '../../lib/load/testing/random-executors.ts';
import type { Executor } from '../../lib/plan/executor.ts';
import { dropped, perform, vusNow, wholeLength } from './testing/stage.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** How long before an act each worker hears of it. */
const leads = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 4, maxLength: 4 });
const setting = <E extends fc.Arbitrary<Executor>>(executor: E) =>
  fc.record({ executor, acts: randomActs, leads, workers: fc.integer({ min: 1, max: 4 }) });

/** Plays an executor while somebody steers, with every worker hearing of each act at a moment of its own. */
function steer(
  {
    executor,
    acts,
    leads,
    workers,
  }: { executor: Executor } & { acts: Acts; leads: number[]; workers: number },
  iterationMs: number,
  eachAct: (stage: ReturnType<typeof perform>, last: Executor, atMs: number) => void = () => {},
) {
  // An act before the start must be heard after the workers began.
  const startMs = 5000;
  const stage = perform(executor, { workers, iterationMs, startMs });
  const heard = stage.drivers.flatMap((driver, worker) =>
    acts.map(({ intoMs }, index) => ({
      atMs: Math.max(0, startMs + intoMs - (leads[worker] ?? 0)),
      index,
      steer: () => driver.steer(steeredExecutor(executor, acts.slice(0, index + 1))),
    })),
  );
  let now = 0;
  const goTo = (ms: number) => {
    vi.advanceTimersByTime(Math.max(0, ms - now));
    now = Math.max(now, ms);
  };
  // Messages of one worker keep their order.
  for (const { atMs, steer } of heard.toSorted((a, b) => a.atMs - b.atMs || a.index - b.index)) {
    goTo(atMs);
    steer();
  }
  const last = steeredExecutor(executor, acts);
  const quiet = startMs + Math.max(0, acts.at(-1)?.intoMs ?? 0) + 500;
  goTo(quiet);
  eachAct(stage, last, quiet - startMs);
  goTo(startMs + wholeLength(last) + 200_000);
  return { stage, last, startMs };
}
type Acts = ReturnType<typeof steeredActs>;
const steeredActs = () => fc.sample(randomActs, 1)[0] ?? [];

describe('drivers that are steered', () => {
  it('start every iteration of an arrival rate once, when the steered curve says', () => {
    fc.assert(
      fc.property(setting(fc.oneof(constantRate, rampingRate)), (all) => {
        const { stage, last, startMs } = steer(all, 200);
        const { total, timeOf } = arrivalsOf(last);
        expect(stage.log.begun.length + dropped(stage)).toBe(total);
        expect(stage.log.completed + stage.log.interrupted).toBe(stage.log.begun.length);
        expect(stage.ended).toBe(stage.drivers.length);
        if (dropped(stage) > 0) return;
        const due = stage.log.begun.map(({ dueMs }) => dueMs - startMs).toSorted((a, b) => a - b);
        if (stage.log.begun.length !== total) return;
        due.forEach((ms, k) => {
          expect(ms).toBeCloseTo(timeOf(k), 1);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('have as many users at work as the steered curve says, each in one worker, and end when it ends', () => {
    fc.assert(
      fc.property(setting(fc.oneof(constantVus, rampingVus)), (all) => {
        const { stage, last } = steer(all, 50, (stage, last, intoMs) => {
          if (intoMs >= limitMs(last)) return;
          // Half a second after the last act; iterations take 50 ms, and come one after the other.
          const planned = [intoMs - 100, intoMs, intoMs + 1].map((ms) => vusAt(last, ms));
          expect(vusNow(stage)).toBeGreaterThanOrEqual(Math.floor(Math.min(...planned)) - 1);
          expect(vusNow(stage)).toBeLessThanOrEqual(Math.ceil(Math.max(...planned)) + 1);
        });
        expect(stage.ended).toBe(stage.drivers.length);
        expect(vusNow(stage)).toBe(0);
        expect(stage.log.completed + stage.log.interrupted).toBe(stage.log.begun.length);
        expect(limitMs(last)).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 60 },
    );
  });

  it('go on from what is at work when they hear of an act too late', () => {
    const executor: Executor = {
      type: 'constant-vus',
      vus: 20,
      duration: '60s',
      gracefulStop: '1s',
    };
    const stage = perform(executor, { workers: 3, iterationMs: 100 });
    vi.advanceTimersByTime(10_000);
    const set = steeredExecutor(executor, [{ kind: 'set', value: 7, scenario: 0, intoMs: 9000 }]);
    for (const driver of stage.drivers) driver.steer(set);
    vi.advanceTimersByTime(200);
    expect(vusNow(stage)).toBe(7);
    vi.advanceTimersByTime(49_000);
    expect(vusNow(stage)).toBe(7);
    vi.advanceTimersByTime(2000);
    expect(stage.ended).toBe(3);
  });
});
