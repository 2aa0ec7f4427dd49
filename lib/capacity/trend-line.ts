import type { CapacityDetail, CapacityItem } from '../api/capacity.ts';
import { type CapacityChange, changeInWords, changeOf } from './words.ts';

/** A search of a plan in an environment, and how its capacity stands to the one before it. */
export type TrendPoint = {
  search: CapacityItem;
  /** Ends that are open are null. */
  low: number | null;
  high: number | null;
  best: number | null;
  /** null of the first. */
  change: CapacityChange | null;
  words: string;
};

export const searchName = ({ run }: Pick<CapacityItem, 'run'>): string =>
  run.release ? `release ${run.release}` : `that of ${run.createdAt.slice(0, 10)}`;

/** Whether two searches are of the same plan, environment and unit, so that their capacities can be compared. */
export const areAlike = (one: CapacityItem, other: CapacityItem): boolean =>
  one.unit === other.unit &&
  one.run.plan.id === other.run.plan.id &&
  one.run.environment.id === other.run.environment.id;

/** The answers of searches that are alike, the oldest first; `searches` are the newest first. */
export function trendLine(searches: readonly CapacityItem[]): TrendPoint[] {
  const points: TrendPoint[] = [];
  for (const search of searches.toReversed()) {
    const { answer } = search;
    if (!answer || (answer.low === null && answer.high === null)) continue;
    // How far a search got until somebody ended it is no capacity.
    if (answer.high === null && (answer.end === 'stopped' || answer.end === 'out-of-time')) continue;
    const before = points.at(-1)?.search;
    const compared = before?.answer ? { answer: before.answer, name: searchName(before) } : null;
    points.push({
      ...{ search, low: answer.low, high: answer.high, best: answer.best },
      change: compared ? changeOf(answer, compared.answer) : null,
      words: compared ? changeInWords(answer, compared.answer, compared.name) : 'The first one.',
    });
  }
  return points;
}

/** Searches by plan, environment and unit, each the newest first; in the order of their newest. */
export function alikeSearches(searches: readonly CapacityItem[]): CapacityItem[][] {
  const groups: CapacityItem[][] = [];
  for (const search of searches) {
    const group = groups.find(([first]) => first && areAlike(first, search));
    if (group) group.push(search);
    else groups.push([search]);
  }
  return groups;
}

/** How the capacity of a search stands to the newest one before it; `older` are the newest first. */
export function changeSince(search: CapacityItem, older: readonly CapacityItem[]): CapacityDetail['change'] {
  const before = older.find((other) => other.answer !== null && areAlike(search, other));
  if (!search.answer || !before?.answer) return null;
  return {
    verdict: changeOf(search.answer, before.answer),
    words: changeInWords(search.answer, before.answer, searchName(before)),
    beforeId: before.run.id,
  };
}
