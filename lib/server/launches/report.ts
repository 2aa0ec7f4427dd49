import { runProbes } from '../../probe/run-probes.ts';
import { launchReportPage, type SeenInRun } from '../../report-html/launch-report.ts';
import { REPORT_POINTS } from '../../report-html/page.ts';
import { binWidth } from '../../run/bin-width.ts';
import type { ServerContext } from '../context.ts';
import { fileResponse } from '../http/request.ts';
import { runCourse } from '../runs/run-course.ts';
import { getLaunch } from './get.ts';

/** Of each curve that shows a finding: its picture has 340 pixels. */
const FINDING_POINTS = 120;

/** The launch-readiness report as one page that needs no network. */
export async function getLaunchReport({ ctx, input }: { ctx: ServerContext; input: { id: string } }) {
  const { before, ...launch } = await getLaunch({ ctx, input });
  const sustained = launch.levels.find(({ part }) => part === 'sustained')?.run.id ?? '';
  const seen = new Map<string, SeenInRun>();
  for (const { runId } of launch.findings.list)
    if (!seen.has(runId)) seen.set(runId, await seenIn(ctx, runId));
  const page = launchReportPage(launch, before, await runCourse(ctx, sustained, REPORT_POINTS), seen);
  return fileResponse(`launch-${input.id}.html`, page, 'text/html');
}

async function seenIn(ctx: ServerContext, runId: string): Promise<SeenInRun> {
  const points = await runCourse(ctx, runId, FINDING_POINTS);
  const last = points.at(-1);
  const to = Math.max(1, last ? last.second + last.seconds : 1);
  const width = binWidth(to, FINDING_POINTS);
  const { probes } = runProbes(await ctx.probes.records.of(runId), { from: 0, to, width });
  return { probes, drawn: { points, seconds: to } };
}
