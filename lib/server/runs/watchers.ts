import type { Watcher } from '../../api/live.ts';
import type { ServerContext } from '../context.ts';
import { notFound } from '../errors.ts';

/** Who has the page of a run open. Throws a Problem when there is no such run. */
export async function listWatchers({
  ctx,
  input: { id },
}: {
  ctx: ServerContext;
  input: { id: string };
}): Promise<{ watchers: readonly Watcher[] }> {
  if ((await ctx.db.run.count({ where: { id } })) === 0) throw notFound('run', id);
  return { watchers: ctx.runs.watchers(id) };
}
