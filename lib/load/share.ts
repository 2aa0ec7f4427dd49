import type { Executor } from '../plan/executor.ts';
import { arrivalsOf } from './arrivals.ts';
import { peakVus } from './peak.ts';

/**
 * How a scenario is spread over load workers: by index. VU i and iteration k belong to lane i mod lanes and k mod lanes,
 * so the lanes together are the whole, with nothing lost and nothing added.
 */
export type Lane = { lane: number; lanes: number };

/** The whole scenario in one worker. */
export const WHOLE: Lane = { lane: 0, lanes: 1 };

/**
 * The lane of a scenario that a worker drives; null when the scenario has fewer VUs than there are workers and this one
 * gets none. Scenarios begin at different workers, so that many small ones do not all land on the first.
 */
export function laneOf(
  executor: Executor,
  scenarioIndex: number,
  worker: number,
  workers: number,
): Lane | null {
  const lanes = laneCount(executor, workers);
  const lane = (worker + workers - (scenarioIndex % workers)) % workers;
  return lane < lanes ? { lane, lanes } : null;
}

/** How many workers a scenario is spread over. */
export function laneCount(executor: Executor, workers: number): number {
  return Math.max(1, Math.min(workers, peakVus(executor)));
}

/** How many of the indices 0 to total - 1 belong to a lane. */
export function shareOf(total: number, { lane, lanes }: Lane): number {
  return total > lane ? Math.floor((total - lane - 1) / lanes) + 1 : 0;
}

/**
 * Shared iterations of one lane. Iteration k belongs to VU k mod vus, and that to its lane, so a lane's quota is in
 * proportion to its VUs; within the lane who is free takes the next.
 */
export function sharedIterations(iterations: number, vus: number, lane: Lane): number {
  const rounds = Math.floor(iterations / vus);
  return rounds * shareOf(vus, lane) + shareOf(iterations % vus, lane);
}

/** Iterations that an executor demands whatever the target does; null when the VUs' speed decides. */
export function demandedIterations(executor: Executor): number | null {
  switch (executor.type) {
    case 'per-vu-iterations':
      return executor.vus * executor.iterations;
    case 'shared-iterations':
      return executor.iterations;
    case 'constant-arrival-rate':
    case 'ramping-arrival-rate':
      return arrivalsOf(executor).total;
    default:
      return null;
  }
}
