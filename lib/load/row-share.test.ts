import fc from 'fast-check';
import { expect, it } from 'vitest';
import { peakVus } from './peak.ts';
import { type RowTaker, rowOfVu, rowsOfWorker } from './row-share.ts';
import { demandedIterations, laneOf, sharedIterations, shareOf } from './share.ts';
import { anyExecutor } from './testing/random-executors.ts';

const takers = fc
  .array(anyExecutor, { minLength: 1, maxLength: 4 })
  .map((executors) => executors.map((executor, index): RowTaker => ({ executor, index })));
const workers = fc.integer({ min: 1, max: 7 });
const rowCount = fc.integer({ min: 0, max: 400 });

const owned = (rows: number, all: readonly RowTaker[], count: number) =>
  Array.from({ length: count }, (_, worker) => rowsOfWorker(rows, all, worker, count));

it('gives no row to two workers, and every row to one as far as somebody can ask for it', () => {
  fc.assert(
    fc.property(takers, rowCount, workers, (all, rows, count) => {
      const dealt = owned(rows, all, count).flat();
      expect(new Set(dealt).size).toBe(dealt.length);
      const demands = all.map(({ executor }) => demandedIterations(executor));
      const known = demands.reduce((sum: number, demand) => sum + (demand ?? 0), 0);
      const isOpen = all.some(({ executor }, i) => demands[i] === null && peakVus(executor) > 0);
      expect(dealt.length).toBe(isOpen ? rows : Math.min(rows, known));
    }),
  );
});

it('gives every worker as many rows as its part demands, when there are enough for all', () => {
  fc.assert(
    fc.property(takers, workers, fc.nat(50), (all, count, spare) => {
      const rows = all.reduce((sum, { executor }) => sum + (demandedIterations(executor) ?? 0), spare);
      owned(rows, all, count).forEach((own, worker) => {
        let needed = 0;
        for (const { executor, index } of all) {
          const lane = laneOf(executor, index, worker, count);
          if (lane === null) continue;
          if (executor.type === 'shared-iterations')
            needed += sharedIterations(executor.iterations, executor.vus, lane);
          else if (executor.type === 'per-vu-iterations')
            needed += shareOf(executor.vus, lane) * executor.iterations;
          else needed += shareOf(demandedIterations(executor) ?? 0, lane);
        }
        expect(own.length).toBeGreaterThanOrEqual(needed);
      });
    }),
  );
});

it('gives rows only to workers that have a part in a scenario', () => {
  fc.assert(
    fc.property(takers, rowCount, workers, (all, rows, count) => {
      owned(rows, all, count).forEach((own, worker) => {
        const takes = all.some(({ executor, index }) => laneOf(executor, index, worker, count) !== null);
        if (!takes) expect(own).toEqual([]);
      });
    }),
  );
});

it('gives every VU of every scenario a row of its own, from the first on', () => {
  fc.assert(
    fc.property(takers, (all) => {
      const rows = all.flatMap(({ executor, index }) =>
        Array.from({ length: peakVus(executor) }, (_, vu) => rowOfVu(all, index, vu)),
      );
      expect(rows).toEqual(rows.map((_, row) => row));
    }),
  );
});
