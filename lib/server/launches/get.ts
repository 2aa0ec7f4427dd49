import type { LaunchDetail } from '../../api/launches.ts';
import { type LaunchRehearsal, launchReport } from '../../launch/report.ts';
import type { ServerContext } from '../context.ts';
import { notFound } from '../errors.ts';
import { findingsOfLaunch } from './findings.ts';
import { launchOf } from './launch-row.ts';

/** A rehearsal as far as it has come, and the one before it of the same plan and environment. */
export async function getLaunch({
  ctx,
  input: { id },
}: {
  ctx: ServerContext;
  input: { id: string };
}): Promise<LaunchDetail> {
  const row = await ctx.db.launch.findUnique({ where: { id } });
  const launch = row && (await launchOf(ctx, row));
  if (!row || !launch) throw notFound('launch rehearsal', id);
  const earlier = await ctx.db.launch.findFirst({
    where: { planId: row.planId, environmentId: row.environmentId, id: { lt: id } },
    orderBy: { id: 'desc' },
  });
  const before = earlier && (await launchOf(ctx, earlier));
  return { ...(await told(ctx, launch)), before: before ? await told(ctx, before) : null };
}

async function told(ctx: ServerContext, launch: LaunchRehearsal) {
  const { readiness, answer } = launchReport(launch);
  return { ...launch, readiness, answer, findings: await findingsOfLaunch(ctx, launch) };
}
