import type { PlanListItem } from '../../api/contract.ts';
import type { ServerContext } from '../context.ts';
import { runStatus, verdictOf } from '../runs/run-row.ts';

/** All plans that were not deleted, the ones changed last first. */
export async function listPlans({ ctx }: { ctx: ServerContext }): Promise<PlanListItem[]> {
  const plans = await ctx.db.plan.findMany({
    where: { archivedAt: null },
    orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
    include: {
      versions: { orderBy: { number: 'desc' }, take: 1, select: { id: true, number: true } },
      runs: {
        orderBy: { id: 'desc' },
        take: 1,
        select: { id: true, verdict: true, status: true, createdAt: true },
      },
    },
  });
  return plans.flatMap(({ versions: [version], runs: [run], ...plan }) => {
    if (!version) return [];
    return {
      id: plan.id,
      name: plan.name,
      description: plan.description,
      versionId: version.id,
      versionNumber: version.number,
      scenarios: JSON.parse(plan.scenarioNames) as string[],
      updatedAt: plan.updatedAt.toISOString(),
      lastRun: run
        ? {
            id: run.id,
            verdict: verdictOf(run.verdict),
            status: runStatus(run.status),
            createdAt: run.createdAt.toISOString(),
          }
        : null,
    };
  });
}
