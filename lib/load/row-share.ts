import type { Executor } from '../plan/executor.ts';
import { peakVus } from './peak.ts';
import { demandedIterations, laneCount } from './share.ts';

/**
 * Who owns the rows of a dataset that no two iterations may share. Ownership follows from the plan and the number of
 * workers alone, so that workers need not ask each other: every row belongs to one of them.
 */

/** A scenario that draws from the dataset. */
export type RowTaker = { executor: Executor /** Index of the scenario in the plan. */; index: number };

/**
 * The rows of one worker, in the order in which it deals them to its VUs. Scenarios that demand a number of iterations get
 * as many rows, in the order of the plan; the rest is dealt to the VUs of the other scenarios by turns.
 */
export function rowsOfWorker(
  rows: number,
  takers: readonly RowTaker[],
  worker: number,
  workers: number,
): number[] {
  const own: number[] = [];
  let row = 0;
  for (const { executor, index } of takers) {
    const demand = Math.min(rows - row, demandedIterations(executor) ?? 0);
    for (let k = 0; k < demand; k++, row++)
      if (workerOfSlot(executor, index, k, workers) === worker) own.push(row);
  }
  const open = takers.filter(({ executor }) => demandedIterations(executor) === null);
  const slots = open.flatMap(({ executor, index }) =>
    Array.from({ length: peakVus(executor) }, (_, vu) => workerOfSlot(executor, index, vu, workers)),
  );
  if (slots.length === 0) return own;
  for (let turn = 0; row < rows; turn++, row++) if (slots[turn % slots.length] === worker) own.push(row);
  return own;
}

/** The worker that performs slot `k` of a scenario: iteration k of an arrival rate, or VU k mod VUs. */
function workerOfSlot(executor: Executor, index: number, k: number, workers: number): number {
  const lanes = laneCount(executor, workers);
  const lane = 'maxVUs' in executor ? k % lanes : (k % Math.max(1, peakVus(executor))) % lanes;
  return (lane + index) % workers;
}

/** The row of VU `vu` of the scenario with this index, when every VU of every taker has one of its own. */
export function rowOfVu(takers: readonly RowTaker[], index: number, vu: number): number {
  let before = 0;
  for (const taker of takers) {
    if (taker.index === index) break;
    before += peakVus(taker.executor);
  }
  return before + vu;
}
