import { dueRuns, type Retention } from '../../retention/due-runs.ts';
import type { ServerContext } from '../context.ts';
import { removeRuns } from '../runs/remove-runs.ts';
import { endedRunsOf, UNPINNED } from './ended-runs.ts';

/** Runs that are deleted in one transaction. */
const AT_ONCE = 100;

type Swept = Pick<ServerContext, 'db' | 'runs' | 'log'>;

/** Deletes the runs of a plan that its rule does not keep; answers how many. */
export async function sweepPlan(ctx: Swept, { id, ...rule }: Retention & { id: string }): Promise<number> {
  if (rule.keepRuns === null && rule.keepDays === null) return 0;
  const due = dueRuns(rule, await endedRunsOf(ctx, id), new Date()).map((run) => run.id);
  let deleted = 0;
  for (let at = 0; at < due.length; at += AT_ONCE)
    deleted += (await removeRuns(ctx, due.slice(at, at + AT_ONCE), UNPINNED)).length;
  if (deleted > 0)
    ctx.log.info({ plan: id, deleted, ...rule }, 'deleted runs that the rule of their plan does not keep');
  return deleted;
}

/** Follows the rules of all plans. Whatever an earlier sweep left, having been cut short, is due again. */
export async function sweepAll(ctx: Swept): Promise<number> {
  const plans = await ctx.db.plan.findMany({
    where: { OR: [{ keepRuns: { not: null } }, { keepDays: { not: null } }] },
    select: { id: true, keepRuns: true, keepDays: true },
  });
  let deleted = 0;
  for (const plan of plans) deleted += await sweepPlan(ctx, plan);
  return deleted;
}
