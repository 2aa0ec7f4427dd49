import type { SavedPlan } from '../../api/contract.ts';
import type { Plan } from '../../plan/plan.ts';
import type { ServerContext } from '../context.ts';
import { withLoadOfScript } from '../scripts/read-script.ts';
import { documentText, headOf, readDocument } from './plan-document.ts';

/** Saves a new plan with its version 1. `input` is a SavePlan: a document, or the text of a plan file. */
export async function createPlan({ ctx, input }: { ctx: ServerContext; input: unknown }): Promise<SavedPlan> {
  return insertPlan(ctx, await withLoadOfScript(ctx, readDocument(input)));
}

/** Writes a plan that passed the schema. `readyMade` names what Rehearsal itself brings along. */
export async function insertPlan(
  ctx: Pick<ServerContext, 'db'>,
  plan: Plan,
  readyMade?: string,
): Promise<SavedPlan> {
  const created = await ctx.db.plan.create({
    data: { ...headOf(plan), readyMade, versions: { create: { number: 1, document: documentText(plan) } } },
    include: { versions: { select: { id: true } } },
  });
  return { id: created.id, versionId: created.versions[0]?.id ?? '', versionNumber: 1 };
}
