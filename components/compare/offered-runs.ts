import type { RunListItem } from '@/lib/api/contract.ts';

export type OfferedRun = { run: RunListItem; isPinned: boolean };

/**
 * What a run can be laid beside, the pinned baselines first, that of its own environment before others; also one that is older than
 * all that were listed. The rest in their order, without what is there already.
 */
export function offeredRuns(
  of: RunListItem,
  listed: readonly RunListItem[],
  baselines: readonly { run: RunListItem }[],
  taken: readonly string[] = [],
): OfferedRun[] {
  const isOwn = ({ environment }: RunListItem) => environment.id === of.environment.id;
  const pinned = baselines.map(({ run }) => run).toSorted((a, b) => Number(isOwn(b)) - Number(isOwn(a)));
  const ids = new Set(pinned.map(({ id }) => id));
  return [
    ...pinned.map((run) => ({ run, isPinned: true })),
    ...listed.filter(({ id }) => !ids.has(id)).map((run) => ({ run, isPinned: false })),
  ].filter(({ run }) => run.id !== of.id && !taken.includes(run.id));
}
