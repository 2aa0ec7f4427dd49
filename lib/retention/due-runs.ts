/** Which runs of a plan are kept. Null: as many, as old as there are. */
export type Retention = { keepRuns: number | null; keepDays: number | null };

/** As much of a run that is over as the rule looks at. */
export type KeptRun = { id: string; endedAt: Date; verdict: string | null; pinned: boolean };

const DAY_MS = 86_400_000;

/**
 * The runs that a rule does not keep, of all runs of a plan that are over, the newest first. Pinned ones are kept and do not
 * count, and so is the newest that passed, since the next build is compared with it.
 */
export function dueRuns<T extends KeptRun>(
  { keepRuns, keepDays }: Retention,
  newestFirst: readonly T[],
  now: Date,
): T[] {
  const lastPassed = newestFirst.find(({ verdict }) => verdict === 'passed');
  const oldest = keepDays === null ? Number.NEGATIVE_INFINITY : now.getTime() - keepDays * DAY_MS;
  let counted = 0;
  return newestFirst.filter((run) => {
    if (run.pinned) return false;
    counted++;
    if (run === lastPassed) return false;
    return (keepRuns !== null && counted > keepRuns) || run.endedAt.getTime() < oldest;
  });
}
