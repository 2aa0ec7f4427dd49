import type { RunDetail } from '../../api/contract.ts';
import type { ServerContext } from '../context.ts';
import { notFound } from '../errors.ts';
import { PLAN_COLUMNS, planOfRun } from './plan-of-run.ts';
import { LIST_COLUMNS, listItem } from './run-row.ts';

/** All that a run's page needs for its first paint: live figures while it goes on, those of its record afterwards. */
export async function getRun({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: { id: string };
}): Promise<RunDetail> {
  const view = await ctx.runs.view(input.id, -1);
  const row = await ctx.db.run.findUnique({
    where: { id: input.id },
    select: { ...LIST_COLUMNS, ...PLAN_COLUMNS },
  });
  if (!row || !view) throw notFound('run', input.id);
  return { run: listItem(row, ctx.runs), plan: planOfRun(row), view };
}
