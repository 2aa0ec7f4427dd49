import type { ServerContext } from '../context.ts';
import { notFound } from '../errors.ts';
import { removeLeft } from '../runs/remove-runs.ts';

/** Takes a plan out of the lists, and deletes it when nothing ran it. Otherwise its versions stay until its last run is deleted. */
export async function deletePlan({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: { id: string };
}): Promise<void> {
  const { count } = await ctx.db.$transaction(async (tx) => {
    const archived = await tx.plan.updateMany({
      where: { id: input.id, archivedAt: null },
      data: { archivedAt: new Date() },
    });
    await removeLeft(tx);
    return archived;
  });
  if (count === 0) throw notFound('plan', input.id);
}
