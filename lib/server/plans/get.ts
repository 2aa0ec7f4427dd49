import type { PlanDetail } from '../../api/contract.ts';
import type { ServerContext } from '../context.ts';
import { notFound } from '../errors.ts';
import { storedPlan } from './plan-document.ts';

/** One plan with the document of its newest version, or of the version asked for. Also deleted plans that runs executed. */
export async function getPlan({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: { id: string; versionId?: string };
}): Promise<PlanDetail> {
  const plan = await ctx.db.plan.findUnique({
    where: { id: input.id },
    include: {
      versions: { orderBy: { number: 'desc' }, select: { id: true, number: true, createdAt: true } },
    },
  });
  if (!plan) throw notFound('plan', input.id);
  const wanted = input.versionId ?? plan.versions[0]?.id ?? '';
  const version = await ctx.db.planVersion.findFirst({ where: { id: wanted, planId: plan.id } });
  if (!version) throw notFound('plan version', wanted);
  return {
    id: plan.id,
    name: plan.name,
    createdAt: plan.createdAt.toISOString(),
    updatedAt: plan.updatedAt.toISOString(),
    version: {
      id: version.id,
      number: version.number,
      createdAt: version.createdAt.toISOString(),
      document: storedPlan(version.document),
    },
    versions: plan.versions.map(({ id, number, createdAt }) => ({
      id,
      number,
      createdAt: createdAt.toISOString(),
    })),
  };
}
