import { durationMs } from '../plan/duration.ts';
import type { Executor } from '../plan/executor.ts';
import { heightAt, lengthOf, type Piece, piecesOf } from './pieces.ts';

/**
 * The load that a plan demands, as functions of time. The editor draws them and the pacer obeys them
 * (`vu-changes.ts` and `arrivals.ts` invert the same pieces), so the picture cannot differ from the load.
 */

const constant = (height: number, lengthMs: number): Piece[] => [
  { startMs: 0, lengthMs, from: height, to: height },
];

/** Straight parts of the planned number of VUs; empty for arrival rates, whose VUs follow from the target's speed. */
export function vuPieces(executor: Executor): Piece[] {
  switch (executor.type) {
    case 'ramping-vus':
      return piecesOf(executor.startVUs, executor.stages);
    case 'constant-vus':
      return constant(executor.vus, durationMs(executor.duration));
    case 'per-vu-iterations':
    case 'shared-iterations':
      return constant(executor.vus, durationMs(executor.maxDuration));
    default:
      return [];
  }
}

/** Straight parts of the planned iterations per second; empty for executors that plan VUs. */
export function ratePieces(executor: Executor): Piece[] {
  switch (executor.type) {
    case 'constant-arrival-rate':
      return constant(perSecond(executor.rate, executor.timeUnit), durationMs(executor.duration));
    case 'ramping-arrival-rate':
      return piecesOf(
        perSecond(executor.startRate, executor.timeUnit),
        executor.stages.map(({ duration, target }) => ({
          duration,
          target: perSecond(target, executor.timeUnit),
        })),
      );
    default:
      return [];
  }
}

const perSecond = (rate: number, timeUnit: string) => (rate * 1000) / durationMs(timeUnit);

/**
 * Planned VUs at `ms` since the scenario's start; 0 for arrival rates and outside the schedule. On a ramp this is the
 * straight line and may be a fraction: whole VUs at work are the part before the point while it rises, and the next
 * whole number while it falls. For executors that end by iterations it is what they hold until `maxDuration`.
 */
export function vusAt(executor: Executor, ms: number): number {
  return heightAt(vuPieces(executor), ms);
}

/** Planned iterations per second at `ms` since the scenario's start; 0 for VU executors and outside the schedule. */
export function rateAt(executor: Executor, ms: number): number {
  return heightAt(ratePieces(executor), ms);
}

/** Milliseconds of the schedule without graceful periods; null when the executor ends by iterations. */
export function scheduleMs(executor: Executor): number | null {
  switch (executor.type) {
    case 'per-vu-iterations':
    case 'shared-iterations':
      return null;
    default:
      return limitMs(executor);
  }
}

/** Milliseconds after which no iteration starts any more: the schedule, or `maxDuration`. */
export function limitMs(executor: Executor): number {
  return lengthOf([...vuPieces(executor), ...ratePieces(executor)]);
}
