import { seriesKey } from '@/lib/run/series.ts';
import type { RequestFigures } from '@/lib/run/summary.ts';

export type OneSided = Pick<RequestFigures, 'scenario' | 'group' | 'name'> & {
  side: 'baseline' | 'candidate';
};

/** Requests that only one of two runs made: one that the plan has but that was never made has nothing to compare. */
export function oneSidedRequests(
  baseline: readonly RequestFigures[],
  candidate: readonly RequestFigures[],
): OneSided[] {
  const made = (requests: readonly RequestFigures[]) => requests.filter(({ count }) => count > 0);
  const only = (own: readonly RequestFigures[], other: readonly RequestFigures[], side: OneSided['side']) => {
    const known = new Set(made(other).map(seriesKey));
    return made(own)
      .filter((request) => !known.has(seriesKey(request)))
      .map(({ scenario, group, name }): OneSided => ({ scenario, group, name, side }));
  };
  return [...only(candidate, baseline, 'candidate'), ...only(baseline, candidate, 'baseline')];
}
