import type { Series } from './series.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * The part of a second that counts in totals, thresholds and the verdict: without what setup and teardown did, unless
 * the plan asked for it. The same object when nothing is set apart.
 */
export function countedPart(snapshot: Snapshot, series: readonly Series[]): Snapshot {
  const isApart = (one: { series: number }) => series[one.series]?.apart === true;
  if (!snapshot.series.some(isApart)) return snapshot;
  return {
    ...snapshot,
    series: snapshot.series.filter((one) => !isApart(one)),
    checks: snapshot.checks.filter((one) => !isApart(one)),
  };
}
