import { z } from 'zod';
import { ALPHA, type Margins } from './answers.ts';
import type { Estimate, RequestEstimates, RunEstimates } from './estimate.ts';
import { twoSidedQuantile } from './student-t.ts';

/** Chance with which a shift of that size is found. */
export const POWER = 0.9;

/** The smallest shift of p95 that a run of so many seconds is likely to find. */
export const Detectable = z.object({
  /** As the plan has it, without a warm-up. */
  seconds: z.number(),
  /** Seconds of the earlier run that this is reckoned from. */
  fromSeconds: z.number(),
  /** Relative, 0.06 for 6 %; null when p95 cannot be judged. */
  total: z.number().nullable(),
  requests: z.array(
    z.object({ scenario: z.string(), group: z.string(), name: z.string(), shift: z.number().nullable() }),
  ),
});
export type Detectable = z.output<typeof Detectable>;

/**
 * What a run of `seconds` can tell from one like it, given how two runs differ that are alike. The error goes down with the
 * root of the time.
 */
export function detectable(estimates: RunEstimates, seconds: number, margins: Margins): Detectable {
  const { from, to } = estimates.candidate;
  const fromSeconds = to - from;
  const all = [estimates.total, ...estimates.requests];
  const looks = all.flatMap((row) => row.estimates.filter(({ lacks }) => lacks === null)).length;
  const shiftOf = ({ estimates: own }: RequestEstimates) => {
    const p95 = own.find(({ metric }) => metric === 'p95');
    return p95 && p95.lacks === null ? shift(p95, looks, Math.sqrt(fromSeconds / seconds), margins) : null;
  };
  return {
    seconds,
    fromSeconds,
    total: shiftOf(estimates.total),
    requests: estimates.requests.map((row) => ({
      ...{ scenario: row.scenario, group: row.group, name: row.name },
      shift: shiftOf(row),
    })),
  };
}

/** It must leave out zero at the level of the smallest of all figures, be above the margin, and so with that power. */
function shift(
  { error, freedom, baseline }: Estimate,
  looks: number,
  scale: number,
  margins: Margins,
): number {
  const own = error * scale;
  const margin = Math.max(margins.relative, baseline ? margins.milliseconds / baseline : 0);
  const needed = Math.max(twoSidedQuantile(ALPHA / looks, freedom) * own, Math.log1p(margin));
  return Math.expm1(needed + twoSidedQuantile(2 * (1 - POWER), freedom) * own);
}
