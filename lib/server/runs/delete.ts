import type { ServerContext } from '../context.ts';
import { conflict, notFound } from '../errors.ts';

/** Deletes a run that is over, with its record. */
export async function deleteRun({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: { id: string };
}): Promise<void> {
  const { id } = input;
  const { count } = await ctx.db.run.deleteMany({ where: { id, status: 'finished' } });
  if (count === 0) {
    if (await ctx.db.run.findUnique({ where: { id }, select: { id: true } })) {
      throw conflict('This run is not over yet. Stop it first.');
    }
    throw notFound('run', id);
  }
  await ctx.runs.forget(id);
  ctx.runs.changed();
}
