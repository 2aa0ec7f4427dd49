import type { ServerContext } from '../context.ts';
import { conflict, notFound } from '../errors.ts';
import { removeRuns } from './remove-runs.ts';

/** Deletes a run that is over, pinned or not, with its record. */
export async function deleteRun({
  ctx,
  input: { id },
}: {
  ctx: ServerContext;
  input: { id: string };
}): Promise<void> {
  const [gone] = await removeRuns(ctx, [id]);
  if (gone) return;
  if (await ctx.db.run.findUnique({ where: { id }, select: { id: true } }))
    throw conflict('This run is not over yet. Stop it first.');
  throw notFound('run', id);
}
