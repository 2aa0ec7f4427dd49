import type { KeptRun } from '../../retention/due-runs.ts';
import type { ServerContext } from '../context.ts';

/** All runs of a plan that are over, the newest first, as a rule of retention looks at them: a pinned baseline is pinned. */
export async function endedRunsOf({ db }: Pick<ServerContext, 'db'>, planId: string): Promise<KeptRun[]> {
  const rows = await db.run.findMany({
    where: { planId, status: 'finished' },
    orderBy: { id: 'desc' },
    select: {
      ...{ id: true, endedAt: true, createdAt: true, verdict: true, pinned: true },
      pinnedFor: { select: { planId: true }, take: 1 },
    },
  });
  return rows.map(({ id, verdict, createdAt, endedAt, pinned, pinnedFor }) => ({
    ...{ id, verdict, endedAt: endedAt ?? createdAt },
    pinned: pinned || pinnedFor.length > 0,
  }));
}

/** Of runs whose rows are about to be deleted: that nobody pinned them meanwhile. */
export const UNPINNED = { pinned: false, pinnedFor: { none: {} } } as const;
