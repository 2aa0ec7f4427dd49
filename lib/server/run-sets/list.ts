import type { z } from 'zod';
import { RunSetFilter, type RunSets } from '../../api/run-sets.ts';
import type { ServerContext } from '../context.ts';
import { parse } from '../parse.ts';
import { runSet, SET_COLUMNS } from './run-set-row.ts';

/** Sets of a plan, or with a run in an environment; the newest first. */
export async function listRunSets({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: unknown;
}): Promise<z.output<typeof RunSets>> {
  const { environmentId, limit, ...equal } = parse(RunSetFilter, input);
  const rows = await ctx.db.runSet.findMany({
    // What is left of a set whose runs were deleted says nothing.
    where: { ...equal, runs: { some: environmentId === undefined ? {} : { environmentId } } },
    orderBy: { id: 'desc' },
    take: limit,
    select: SET_COLUMNS,
  });
  return { sets: rows.map((row) => runSet(row, ctx.runs)) };
}
