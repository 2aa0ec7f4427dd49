import type { RunSamples } from '../../api/contract.ts';
import type { ServerContext } from '../context.ts';
import { notFound } from '../errors.ts';

/** Exchanges that were kept of a run, while it goes on and afterwards. */
export async function getSamples({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: { id: string };
}): Promise<RunSamples> {
  const row = await ctx.db.run.findUnique({ where: { id: input.id }, select: { id: true } });
  if (!row) throw notFound('run', input.id);
  return { exchanges: await ctx.runs.samples(input.id) };
}
