import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Executor } from '../../plan/executor.ts';
import { arrivalsOf } from '../arrivals.ts';
import { limitMs, rateAt, vusAt } from '../schedule.ts';
import { laneOf, shareOf, WHOLE } from '../share.ts';
import { randomActs } from '../testing/random-acts.ts';
import { constantRate, constantVus, rampingRate, rampingVus } from '../testing/random-executors.ts';
import { vuChanges } from '../vu-changes.ts';
import type { LoadChange, ScenarioAct } from './acts.ts';
import { steeredExecutor } from './steered-executor.ts';

const ofUsers = fc.oneof(rampingVus, constantVus);
const ofRate = fc.oneof(constantRate, rampingRate);

const at = (intoMs: number, change: LoadChange): ScenarioAct => ({ ...change, scenario: 0, intoMs });
const seconds = (executor: Executor, upTo: number) =>
  Array.from({ length: upTo }, (_, second) => vusAt(executor, second * 1000));

/** 10 s up to 10 users, 10 s there, 10 s down. */
const hill = Executor.parse({
  type: 'ramping-vus',
  stages: [
    { duration: '10s', target: 10 },
    { duration: '10s', target: 10 },
    { duration: '10s', target: 0 },
  ],
});

describe('a steered executor', () => {
  it('sets users to the end of the stage, and goes on to the next target from there', () => {
    const steered = steeredExecutor(hill, [at(15_000, { kind: 'set', value: 20 })]);
    expect([14_999, 15_000, 19_999, 25_000, 30_000].map((ms) => Math.round(vusAt(steered, ms)))).toEqual([
      10, 20, 20, 10, 0,
    ]);
    expect(limitMs(steered)).toBe(30_000);
  });

  it('holds until it goes on, and keeps a jump between stages a jump', () => {
    const held = [at(5000, { kind: 'hold' }), at(8000, { kind: 'go-on' })];
    expect(seconds(steeredExecutor(hill, held), 15)).toEqual([0, 1, 2, 3, 4, 5, 5, 5, 5, 6, 7, 8, 9, 10, 10]);
    const steps = Executor.parse({
      type: 'ramping-vus',
      startVUs: 2,
      stages: [
        { duration: '3s', target: 2 },
        { duration: '0s', target: 7 },
        { duration: '3s', target: 7 },
      ],
    });
    const set = steeredExecutor(steps, [at(1000, { kind: 'set', value: 4 })]);
    expect(seconds(set, 6)).toEqual([2, 4, 4, 7, 7, 7]);
    const skipped = steeredExecutor(steps, [at(1000, { kind: 'skip' })]);
    expect(seconds(skipped, 5)).toEqual([2, 7, 7, 7, 0]);
  });

  it('extends, pauses and resumes, within a hold too', () => {
    const extended = steeredExecutor(hill, [at(12_000, { kind: 'extend', ms: 5000 })]);
    expect(limitMs(extended)).toBe(35_000);
    const acts = [
      at(5000, { kind: 'hold' }),
      at(6000, { kind: 'pause' }),
      at(8000, { kind: 'resume' }),
      at(9000, { kind: 'go-on' }),
    ];
    expect(seconds(steeredExecutor(hill, acts), 12)).toEqual([0, 1, 2, 3, 4, 5, 0, 0, 5, 5, 6, 7]);
  });

  it('starts later by as long as it was paused before its start', () => {
    const early = [at(-5000, { kind: 'pause' }), at(-2000, { kind: 'resume' })];
    const across = [at(-1000, { kind: 'pause' }), at(2000, { kind: 'resume' })];
    for (const acts of [early, across]) {
      const late = steeredExecutor(hill, acts);
      expect(seconds(late, 6)).toEqual([0, 0, 0, 0, 1, 2]);
      expect(limitMs(late)).toBe(33_000);
    }
  });

  it('stops where it is', () => {
    expect(limitMs(steeredExecutor(hill, [at(4500, { kind: 'stop' })]))).toBe(4500);
    expect(limitMs(steeredExecutor(hill, [at(-10, { kind: 'stop' })]))).toBe(0);
  });

  it('does before an act what it would have done without it: rates, arrivals, and who comes and goes', () => {
    fc.assert(
      fc.property(ofRate, randomActs, fc.double({ min: 0, max: 1, noNaN: true }), (executor, acts, part) => {
        for (const [index, { intoMs }] of acts.entries()) {
          const before = steeredExecutor(executor, acts.slice(0, index));
          const after = steeredExecutor(executor, acts.slice(0, index + 1));
          const ms = Math.max(0, intoMs) * part - 0.001;
          expect(rateAt(after, ms)).toBeCloseTo(rateAt(before, ms), 4);
          const [one, other] = [arrivalsOf(before), arrivalsOf(after)];
          for (let k = 0; k < Math.min(one.total, 300); k++) {
            if (one.timeOf(k) >= intoMs - 0.01) break;
            expect(other.timeOf(k)).toBeCloseTo(one.timeOf(k), 2);
          }
        }
      }),
      { numRuns: 60 },
    );
    fc.assert(
      fc.property(ofUsers, randomActs, (executor, acts) => {
        for (const [index, { intoMs }] of acts.entries()) {
          const both = [acts.slice(0, index), acts.slice(0, index + 1)].map((some) =>
            [...vuChanges(steeredExecutor(executor, some), WHOLE)]
              .filter(({ atMs }) => atMs < intoMs - 0.01)
              .map(({ atMs, ...change }) => ({ ...change, atMs: Math.round(atMs * 100) / 100 })),
          );
          expect(both[1]?.map(({ index, starts }) => [index, starts])).toEqual(
            both[0]?.map(({ index, starts }) => [index, starts]),
          );
          both[1]?.forEach(({ atMs }, k) => {
            expect(atMs).toBeCloseTo(both[0]?.[k]?.atMs ?? -1, 1);
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is spread over any number of workers with nothing lost and nothing added', () => {
    const workers = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(fc.oneof(ofRate, ofUsers), randomActs, workers, (executor, acts, count) => {
        const steered = steeredExecutor(executor, acts);
        // Lanes stay those of the plan: who is at work must not move to another worker.
        const lanes = Array.from({ length: count }, (_, worker) => laneOf(executor, 0, worker, count)).filter(
          (lane) => lane !== null,
        );
        const { total } = arrivalsOf(steered);
        expect(lanes.reduce((sum, lane) => sum + shareOf(total, lane), 0)).toBe(total);
        const spread = lanes.flatMap((lane) => [...vuChanges(steered, lane)]);
        const whole = [...vuChanges(steered, WHOLE)];
        const named = ({ atMs, index, starts }: (typeof whole)[number]) =>
          `${atMs.toFixed(3)} ${index} ${starts}`;
        expect(spread.map(named).toSorted()).toEqual(whole.map(named).toSorted());
      }),
      { numRuns: 60 },
    );
  });

  it('is an executor that a plan can hold', () => {
    fc.assert(
      fc.property(fc.oneof(ofRate, ofUsers), randomActs, (executor, acts) => {
        const steered = steeredExecutor(executor, acts);
        expect(Executor.parse(steered)).toEqual(steered);
        expect(steeredExecutor(steered, [])).toBe(steered);
      }),
    );
  });
});
