import { type RetentionDue, RetentionQuestion } from '../../api/retention.ts';
import { dueRuns } from '../../retention/due-runs.ts';
import type { ServerContext } from '../context.ts';
import { parse } from '../parse.ts';
import { endedRunsOf } from './ended-runs.ts';
import { getRetention } from './get.ts';
import { dueRollUps } from './roll-up.ts';

/** What a rule would delete and roll up now, said before it is one. */
export async function getRetentionDue({
  ctx,
  input: { id, query },
}: {
  ctx: ServerContext;
  input: { id: string; query: unknown };
}): Promise<RetentionDue> {
  const { keepRuns = null, keepDays = null, rollUpDays = null } = parse(RetentionQuestion, query);
  await getRetention({ ctx, input: { id } });
  const runs = await endedRunsOf(ctx, id);
  const due = dueRuns({ keepRuns, keepDays }, runs, new Date());
  const bytes = await ctx.runs.recordBytes(due.map((run) => run.id));
  const ends = due.map(({ endedAt }) => endedAt.toISOString()).toSorted();
  const gone = new Set(due.map((run) => run.id));
  const rollUps = rollUpDays === null ? [] : await dueRollUps(ctx, { id, rollUpDays });
  const rolledUp = rollUps.filter((runId) => !gone.has(runId));
  return {
    ...{ rollUps: rolledUp.length, rollUpBytes: await ctx.runs.recordBytes(rolledUp) },
    ...{ runs: runs.length, pinned: runs.filter(({ pinned }) => pinned).length },
    ...{ due: due.length, oldest: ends[0] ?? null, newest: ends.at(-1) ?? null, bytes },
  };
}
