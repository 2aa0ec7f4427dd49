import type { Plan } from '../../plan/plan.ts';
import type { Prisma } from '../generated/client.ts';
import { storedPlan } from '../plans/plan-document.ts';

export const PLAN_COLUMNS = {
  planDocument: true,
  planVersion: { select: { id: true, number: true, document: true } },
} as const satisfies Prisma.RunSelect;

/** The plan that a run executes: its version's, unless the script of it asked for another load there. */
export function planOfRun(run: { planDocument: string | null; planVersion: { document: string } }): Plan {
  return storedPlan(run.planDocument ?? run.planVersion.document);
}
