import { type RetentionAnswer, SaveRetention } from '../../api/retention.ts';
import type { ServerContext } from '../context.ts';
import { notFound } from '../errors.ts';
import { parse } from '../parse.ts';
import { sweepPlan } from './sweep.ts';

/** Sets which runs of a plan are kept, and deletes the others at once. */
export async function setRetention({
  ctx,
  input: { id, body },
}: {
  ctx: ServerContext;
  input: { id: string; body: unknown };
}): Promise<RetentionAnswer> {
  const rule = parse(SaveRetention, body);
  const plan = await ctx.db.plan.findUnique({ where: { id }, select: { updatedAt: true } });
  if (!plan) throw notFound('plan', id);
  // The plan itself is what it was: lists go by when it was changed.
  await ctx.db.plan.updateMany({ where: { id }, data: { ...rule, updatedAt: plan.updatedAt } });
  const { keepRuns, keepDays } = rule;
  return { ...rule, deleted: await sweepPlan(ctx, { id, keepRuns, keepDays }) };
}
