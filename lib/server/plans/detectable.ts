import { z } from 'zod';
import { MARGINS } from '../../judge/answers.ts';
import { type Detectable, detectable } from '../../judge/detectable.ts';
import { planLength } from '../../load/plan-load.ts';
import { warmUpSecondsOf } from '../../plan/warm-up.ts';
import type { ServerContext } from '../context.ts';
import { notFound } from '../errors.ts';
import { parse } from '../parse.ts';
import { estimateTwoRuns } from '../runs/estimates.ts';
import { storedPlan } from './plan-document.ts';

const Question = z.object({ id: z.string(), environmentId: z.string(), versionId: z.string().optional() });

/**
 * What the next run of a plan in an environment can tell, from the runs that there were; null when there are none, or when
 * the plan has no length. Throws a Problem.
 */
export async function getDetectable({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: unknown;
}): Promise<Detectable | null> {
  const { id, environmentId, versionId } = parse(Question, input);
  const version = await ctx.db.planVersion.findFirst({
    where: { planId: id, ...(versionId && { id: versionId }) },
    orderBy: { number: 'desc' },
    select: { document: true },
  });
  if (!version) throw notFound('plan', id);
  const plan = storedPlan(version.document);
  const planned = planLength(plan);
  const [latest] = await ctx.db.run.findMany({
    where: {
      planId: id,
      environmentId,
      status: 'finished',
      search: null,
      launchId: null,
      verdict: { in: ['passed', 'failed'] },
    },
    orderBy: { id: 'desc' },
    take: 1,
    select: { id: true, planVersionId: true },
  });
  if (!latest || planned === null) return null;
  const before = await ctx.db.run.findFirst({
    where: {
      ...{
        environmentId,
        status: 'finished',
        search: null,
        launchId: null,
        verdict: { in: ['passed', 'failed'] },
      },
      ...{ planVersionId: latest.planVersionId, id: { lt: latest.id } },
    },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  // Of a single run it is told how two like it would differ, were they drawn independently.
  const ids = { baseline: before?.id ?? latest.id, candidate: latest.id };
  const estimates = await estimateTwoRuns({ ctx, input: ids });
  const seconds = Math.max(1, planned / 1000 - (warmUpSecondsOf(plan.warmUp) ?? 0));
  return detectable(estimates, seconds, MARGINS);
}
