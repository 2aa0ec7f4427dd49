import { UNITS, unitFor } from '../judge/read-seconds.ts';
import { planLength } from '../load/plan-load.ts';
import type { Plan } from '../plan/plan.ts';
import type { RolledUpStep } from '../record/record-header.ts';

/**
 * The steps that are enough of a run: those in which comparisons look at one of its length anyway, so that they answer the same
 * before and after. null of a shorter one, which is compared second by second and stays as it is.
 */
export function rollUpStep(
  plan: Plan,
  { durationSeconds, warmUpSeconds }: { durationSeconds: number; warmUpSeconds: number },
): RolledUpStep | null {
  const planned = (planLength(plan) ?? Number.POSITIVE_INFINITY) / 1000;
  const measured = Math.floor(Math.min(planned, durationSeconds - 1)) - Math.ceil(warmUpSeconds);
  const unit = UNITS[unitFor(measured)];
  return unit === 1 ? null : unit;
}

/** Shorter runs need not be looked at. */
export const SHORTEST_ROLLED_UP_SECONDS = 1200;
