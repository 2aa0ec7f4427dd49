import type { KeptRun } from '../../retention/due-runs.ts';
import type { ServerContext } from '../context.ts';

/** All runs of a plan that are over, the newest first, as a rule of retention looks at them. */
export async function endedRunsOf({ db }: Pick<ServerContext, 'db'>, planId: string): Promise<KeptRun[]> {
  const rows = await db.run.findMany({
    where: { planId, status: 'finished' },
    orderBy: { id: 'desc' },
    select: { id: true, endedAt: true, createdAt: true, verdict: true, pinned: true },
  });
  return rows.map(({ createdAt, endedAt, ...run }) => ({ ...run, endedAt: endedAt ?? createdAt }));
}
