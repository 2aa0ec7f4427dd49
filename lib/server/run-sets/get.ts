import type { RunSet } from '../../api/run-sets.ts';
import type { ServerContext } from '../context.ts';
import { notFound } from '../errors.ts';
import { runSet, SET_COLUMNS } from './run-set-row.ts';

export async function getRunSet({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: { id: string };
}): Promise<RunSet> {
  const row = await ctx.db.runSet.findUnique({ where: { id: input.id }, select: SET_COLUMNS });
  if (!row) throw notFound('run set', input.id);
  return runSet(row, ctx.runs);
}
