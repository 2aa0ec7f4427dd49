import type { z } from 'zod';
import type { SavedPlan, Steered } from '../../api/contract.ts';
import { appliedPlan } from '../../load/steering/steered-plan.ts';
import { Order } from '../../steer/schema.ts';
import type { ServerContext } from '../context.ts';
import { conflict, notFound } from '../errors.ts';
import { parse } from '../parse.ts';
import { insertPlan } from '../plans/create.ts';
import { checkedPlan } from '../plans/plan-document.ts';
import { PLAN_COLUMNS, planOfRun } from './plan-of-run.ts';

/** Changes the load of a run that goes on. Throws a Problem that says what is in the way. */
export async function steerRun({
  ctx,
  input: { id, body },
}: {
  ctx: ServerContext;
  input: { id: string; body: unknown };
}): Promise<z.output<typeof Steered>> {
  const { by, ...order } = parse(Order, body);
  const answer = ctx.runs.steer(id, order, by ?? null);
  if (answer.ok) return { atMs: answer.atMs };
  if (!(await ctx.db.run.findUnique({ where: { id }, select: { id: true } }))) throw notFound('run', id);
  throw conflict(answer.problem);
}

/** Makes a plan that replays the load that an ended run really had: steered, and cut off where it ended. */
export async function saveAppliedPlan({
  ctx,
  input: { id },
}: {
  ctx: ServerContext;
  input: { id: string };
}): Promise<z.output<typeof SavedPlan>> {
  const view = await ctx.runs.view(id, Number.MAX_SAFE_INTEGER);
  const row = await ctx.db.run.findUnique({
    where: { id },
    select: { durationSeconds: true, ...PLAN_COLUMNS },
  });
  if (!row || !view) throw notFound('run', id);
  if (row.durationSeconds === null || view.startedAt === null)
    throw conflict('This run is not over yet, or never started.');
  const plan = planOfRun(row);
  const applied = appliedPlan(plan, view.acts, row.durationSeconds * 1000, view.startedMs);
  const name = `${plan.name}, as applied ${view.startedAt.slice(0, 16).replace('T', ' ')}`.slice(-200);
  const document = checkedPlan({
    ...applied,
    name,
    description: `The load of a run of "${plan.name}" as it really was. ${plan.description}`.slice(0, 4000),
  });
  return insertPlan(ctx, document);
}
