import type { Executor } from '../plan/executor.ts';
import { peakVus } from './peak.ts';
import { type Lane, shareOf } from './share.ts';

/**
 * The number, in the whole run, of the iteration that a lane begins as its `nth` (both from 0): no two lanes give the same,
 * and the lanes of fixed iterations together give every number once.
 */
export function iterationNumber(executor: Executor, lane: Lane, nth: number): number {
  const { lane: first, lanes } = lane;
  if (executor.type === 'constant-arrival-rate' || executor.type === 'ramping-arrival-rate')
    return first + nth * lanes;
  // Iteration k belongs to VU k mod vus, and that to its lane.
  const vus = Math.max(1, peakVus(executor));
  const own = Math.max(1, shareOf(vus, lane));
  return Math.floor(nth / own) * vus + first + (nth % own) * lanes;
}
