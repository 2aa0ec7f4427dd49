import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Executor } from '../plan/executor.ts';
import { arrivalsOf } from './arrivals.ts';
import { peakVus } from './peak.ts';
import { limitMs, vusAt } from './schedule.ts';
import { type Lane, laneOf, sharedIterations, shareOf, WHOLE } from './share.ts';
import { anyExecutor, constantVus, rampingVus } from './testing/random-executors.ts';
import { type VuChange, vuChanges } from './vu-changes.ts';

const workers = fc.integer({ min: 1, max: 9 });
const scenarioIndex = fc.integer({ min: 0, max: 20 });

function lanesOf(executor: Executor, index: number, count: number): Lane[] {
  return Array.from({ length: count }, (_, worker) => laneOf(executor, index, worker, count)).filter(
    (lane) => lane !== null,
  );
}

const total = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0);

describe('splitting over workers', () => {
  it('gives every index to exactly one worker', () => {
    fc.assert(
      fc.property(
        anyExecutor,
        scenarioIndex,
        workers,
        fc.integer({ min: 0, max: 500 }),
        (executor, index, count, indices) => {
          const lanes = lanesOf(executor, index, count);
          const owners = Array.from(
            { length: indices },
            (_, i) => lanes.filter(({ lane, lanes }) => i % lanes === lane).length,
          );
          expect(owners.every((owner) => owner === 1)).toBe(true);
          expect(total(lanes.map((lane) => shareOf(indices, lane)))).toBe(indices);
        },
      ),
    );
  });

  it('loses no iteration and leaves no lane with iterations but without VUs', () => {
    fc.assert(
      fc.property(anyExecutor, scenarioIndex, workers, (executor, index, count) => {
        const lanes = lanesOf(executor, index, count);
        if (peakVus(executor) > 0)
          for (const lane of lanes) expect(shareOf(peakVus(executor), lane)).toBeGreaterThan(0);
        expect(total(lanes.map((lane) => shareOf(arrivalsOf(executor).total, lane)))).toBe(
          arrivalsOf(executor).total,
        );
        if (executor.type !== 'shared-iterations') return;
        const quotas = lanes.map((lane) => sharedIterations(executor.iterations, executor.vus, lane));
        expect(total(quotas)).toBe(executor.iterations);
        quotas.forEach((quota, i) => {
          const vus = shareOf(executor.vus, lanes[i] ?? WHOLE);
          expect(Math.abs(quota / vus - executor.iterations / executor.vus)).toBeLessThanOrEqual(1);
        });
      }),
    );
  });

  it('starts and stops the same VUs at the same times however many workers there are', () => {
    fc.assert(
      fc.property(fc.oneof(rampingVus, constantVus), scenarioIndex, workers, (executor, index, count) => {
        const parts = lanesOf(executor, index, count).flatMap((lane) => [...vuChanges(executor, lane)]);
        expect(parts.toSorted(inOrder)).toEqual([...vuChanges(executor, WHOLE)].toSorted(inOrder));
      }),
    );
  });
});

describe('vuChanges', () => {
  it('holds as many VUs at work as the curve says: the part before the point while it rises, the next whole number while it falls', () => {
    fc.assert(
      fc.property(
        fc.oneof(rampingVus, constantVus),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (executor, part) => {
          const ms = part * limitMs(executor);
          const planned = vusAt(executor, ms);
          let working = 0;
          for (const { atMs, starts } of vuChanges(executor, WHOLE))
            if (atMs <= ms) working += starts ? 1 : -1;
          if (ms === limitMs(executor)) expect(working).toBe(0);
          else expect(Math.abs(working - planned)).toBeLessThan(1 + 1e-6);
        },
      ),
    );
  });

  it('never starts a VU that works, stops one that does not, or goes back in time', () => {
    fc.assert(
      fc.property(fc.oneof(rampingVus, constantVus), scenarioIndex, workers, (executor, index, count) => {
        for (const lane of lanesOf(executor, index, count)) {
          const working = new Set<number>();
          let last = 0;
          for (const { atMs, index: vu, starts } of vuChanges(executor, lane)) {
            expect(atMs).toBeGreaterThanOrEqual(last - 1e-6);
            expect(working.has(vu)).toBe(!starts);
            if (starts) working.add(vu);
            else working.delete(vu);
            last = atMs;
          }
          expect(working.size).toBe(0);
        }
      }),
    );
  });
});

const inOrder = (a: VuChange, b: VuChange) =>
  a.atMs - b.atMs || Number(a.starts) - Number(b.starts) || a.index - b.index;
