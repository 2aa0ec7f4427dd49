import type { RunNoise } from '../../judge/estimate.ts';
import type { ServerContext } from '../context.ts';
import { estimateRunSet } from './estimates.ts';

/**
 * The noise between runs of a plan in an environment, by its newest set of equal runs of which two or more can be judged;
 * null when there is none.
 */
export async function noiseIn(
  ctx: ServerContext,
  planId: string,
  environmentId: string | null,
): Promise<{ setId: string; noise: RunNoise } | null> {
  if (environmentId === null) return null;
  const usable = { environmentId, verdict: { in: ['passed', 'failed'] } };
  const sets = await ctx.db.runSet.findMany({
    where: { planId, kind: 'aa', runs: { some: usable } },
    orderBy: { id: 'desc' },
    select: { id: true, _count: { select: { runs: { where: usable } } } },
  });
  const set = sets.find(({ _count }) => _count.runs >= 2);
  if (!set) return null;
  const { noise } = await estimateRunSet({ ctx, input: { id: set.id } });
  return noise && { setId: set.id, noise };
}
