import type { KeptRun } from '../../retention/due-runs.ts';
import type { ServerContext } from '../context.ts';
import type { Prisma } from '../generated/client.ts';

/** What keeps a run as a pin does: it is a pinned baseline, or one of equal runs, from which comparisons take their noise. */
const IN_USE = {
  pinnedFor: { select: { planId: true }, take: 1 },
  set: { select: { kind: true } },
} as const;

/** All runs of a plan that are over, the newest first, as a rule of retention looks at them. */
export async function endedRunsOf({ db }: Pick<ServerContext, 'db'>, planId: string): Promise<KeptRun[]> {
  const rows = await db.run.findMany({
    where: { planId, status: 'finished' },
    orderBy: { id: 'desc' },
    select: {
      ...{ id: true, endedAt: true, createdAt: true, verdict: true, pinned: true },
      ...IN_USE,
    },
  });
  return rows.map(({ id, verdict, createdAt, endedAt, pinned, pinnedFor, set }) => ({
    ...{ id, verdict, endedAt: endedAt ?? createdAt },
    pinned: pinned || pinnedFor.length > 0 || set?.kind === 'aa',
  }));
}

/** Of runs whose rows are about to be deleted: that nobody pinned them meanwhile. */
export const UNPINNED: Prisma.RunWhereInput = {
  pinned: false,
  pinnedFor: { none: {} },
  OR: [{ setId: null }, { set: { kind: { not: 'aa' } } }],
};
