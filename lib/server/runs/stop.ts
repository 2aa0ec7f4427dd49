import { type RunListItem, StopQuery } from '../../api/contract.ts';
import type { ServerContext, StoppedBy } from '../context.ts';
import { notFound } from '../errors.ts';
import { parse } from '../parse.ts';
import { endQueued } from './run-ending.ts';
import { LIST_COLUMNS, listItem, UNFINISHED } from './run-row.ts';

/** Ends a run: at once when it is queued, within a second when it goes on. A run that is over stays as it is. */
export async function stopRun({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: { id: string; query?: Record<string, string | undefined> };
}): Promise<RunListItem> {
  const { id } = input;
  const { by } = parse(StopQuery, input.query ?? {});
  await requestStop(ctx, id, 'user', by);
  const row = await ctx.db.run.findUnique({ where: { id }, select: LIST_COLUMNS });
  if (!row) throw notFound('run', id);
  ctx.runs.changed();
  return listItem(row, ctx.runs);
}

/**
 * Makes the wish take effect and writes it down; what goes on is stopped even if the database cannot be written.
 * Returns whether there was anything to stop.
 */
export async function requestStop(
  ctx: ServerContext,
  id: string,
  by: StoppedBy,
  who?: string,
): Promise<boolean> {
  const told = ctx.runs.stop(id, by, who);
  try {
    // The conditions keep this right when the supervisor takes the run from the queue at the same moment.
    if (await endQueued(ctx.db, id, { kind: 'stopped', by, ...(who !== undefined && { who }) })) return true;
    const { count } = await ctx.db.run.updateMany({
      where: { id, status: { in: UNFINISHED }, stopRequested: null },
      data: { stopRequested: by },
    });
    // Again, for a run that was taken from the queue in between.
    return ctx.runs.stop(id, by, who) || told || count > 0;
  } catch (err) {
    if (!told) throw err;
    ctx.log.warn({ err, run: id }, 'a run was stopped, but the wish could not be written down');
    return true;
  }
}
