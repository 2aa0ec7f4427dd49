import type { RetentionAnswer } from '../../api/retention.ts';
import type { ServerContext } from '../context.ts';
import { notFound } from '../errors.ts';

/** Which runs of a plan are kept. */
export async function getRetention({
  ctx,
  input: { id },
}: {
  ctx: ServerContext;
  input: { id: string };
}): Promise<RetentionAnswer> {
  const plan = await ctx.db.plan.findUnique({
    where: { id },
    select: { keepRuns: true, keepDays: true, rollUpDays: true },
  });
  if (!plan) throw notFound('plan', id);
  return plan;
}
