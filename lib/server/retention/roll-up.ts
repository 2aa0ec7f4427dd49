import { rollUpStep, SHORTEST_ROLLED_UP_SECONDS } from '../../retention/roll-up-step.ts';
import { RunSummary } from '../../run/summary.ts';
import type { ServerContext } from '../context.ts';
import { PLAN_COLUMNS, planOfRun } from '../runs/plan-of-run.ts';
import { UNPINNED } from './ended-runs.ts';

const DAY_MS = 86_400_000;

type Rolled = Pick<ServerContext, 'db' | 'runs' | 'log'>;
type Rule = { id: string; rollUpDays: number };

/** Runs of a plan that have every second still and are older than its rule wants; pinned ones and searches stay whole. */
export async function dueRollUps({ db }: Pick<Rolled, 'db'>, { id, rollUpDays }: Rule): Promise<string[]> {
  const rows = await db.run.findMany({
    where: {
      ...{ planId: id, status: 'finished', stepSeconds: null, search: null, summary: { not: null } },
      durationSeconds: { gt: SHORTEST_ROLLED_UP_SECONDS },
      endedAt: { lt: new Date(Date.now() - rollUpDays * DAY_MS) },
      ...UNPINNED,
    },
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

/** Follows the rules of all plans; answers how many runs were rolled up. */
export async function rollUpAll(ctx: Rolled): Promise<number> {
  const plans = await ctx.db.plan.findMany({
    where: { rollUpDays: { not: null } },
    select: { id: true, rollUpDays: true },
  });
  let count = 0;
  for (const { id, rollUpDays } of plans)
    if (rollUpDays !== null)
      for (const runId of await dueRollUps(ctx, { id, rollUpDays })) if (await rollUpRun(ctx, runId)) count++;
  if (count > 0) ctx.log.info({ count }, 'rolled up the records of old runs');
  return count;
}

/** One that cannot be is told in the log, and keeps no other from being rolled up. */
async function rollUpRun(ctx: Rolled, id: string): Promise<boolean> {
  const row = await ctx.db.run.findUnique({ where: { id }, select: { summary: true, ...PLAN_COLUMNS } });
  if (!row?.summary) return false;
  const step = rollUpStep(planOfRun(row), RunSummary.parse(JSON.parse(row.summary)));
  if (step === null) return false;
  try {
    if (!(await ctx.runs.rollUp(id, step))) return false;
  } catch (err) {
    ctx.log.warn({ err, run: id }, 'a record cannot be rolled up');
    return false;
  }
  // The file first: after a crash in between, it is found done.
  await ctx.db.run.updateMany({ where: { id }, data: { stepSeconds: step } });
  return true;
}
