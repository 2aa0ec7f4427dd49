import type { SavedPlan } from '../../api/contract.ts';
import type { ServerContext } from '../context.ts';
import { notFound } from '../errors.ts';
import { withLoadOfScript } from '../scripts/read-script.ts';
import { documentText, headOf, readDocument } from './plan-document.ts';

/** Saves a plan's next version. A document equal to the newest one makes no version: that one is the answer. */
export async function savePlanVersion({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: { planId: string; body: unknown };
}): Promise<SavedPlan> {
  const { planId } = input;
  const plan = await withLoadOfScript(ctx, readDocument(input.body));
  const document = documentText(plan);
  return ctx.db.$transaction(async (tx) => {
    const newest = await tx.planVersion.findFirst({
      where: { planId, plan: { archivedAt: null } },
      orderBy: { number: 'desc' },
    });
    if (!newest) throw notFound('plan', planId);
    if (newest.document === document)
      return { id: planId, versionId: newest.id, versionNumber: newest.number };
    const version = await tx.planVersion.create({ data: { planId, number: newest.number + 1, document } });
    await tx.plan.update({ where: { id: planId }, data: headOf(plan) });
    return { id: planId, versionId: version.id, versionNumber: version.number };
  });
}
