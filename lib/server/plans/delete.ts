import type { ServerContext } from '../context.ts';
import { notFound } from '../errors.ts';

/** Takes a plan out of the lists. Its versions stay for the runs that executed them. */
export async function deletePlan({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: { id: string };
}): Promise<void> {
  const { count } = await ctx.db.plan.updateMany({
    where: { id: input.id, archivedAt: null },
    data: { archivedAt: new Date() },
  });
  if (count === 0) throw notFound('plan', input.id);
}
