import type { ServerContext } from '../context.ts';
import { notFound } from '../errors.ts';
import { UNFINISHED } from '../runs/run-row.ts';
import { stillInUse } from './environment-row.ts';

/** Deletes an environment and its secrets for good. Runs keep the copy that they were made with. */
export async function deleteEnvironment({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: { id: string };
}): Promise<void> {
  await ctx.db.$transaction(async (tx) => {
    const unfinished = await tx.run.count({ where: { environmentId: input.id, status: { in: UNFINISHED } } });
    if (unfinished > 0) throw stillInUse(unfinished);
    const { count } = await tx.environment.deleteMany({ where: { id: input.id } });
    if (count === 0) throw notFound('environment', input.id);
  });
}
