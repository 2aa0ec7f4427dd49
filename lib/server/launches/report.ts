import { runCurves } from '../../record/run-curves.ts';
import { launchReportPage } from '../../report-html/launch-report.ts';
import { REPORT_POINTS } from '../../report-html/page.ts';
import type { ServerContext } from '../context.ts';
import { fileResponse } from '../http/request.ts';
import { getLaunch } from './get.ts';

/** The launch-readiness report as one page that needs no network. */
export async function getLaunchReport({ ctx, input }: { ctx: ServerContext; input: { id: string } }) {
  const { before, ...launch } = await getLaunch({ ctx, input });
  const sustained = launch.levels.find(({ part }) => part === 'sustained')?.run.id ?? '';
  const points = await ctx.runs.withRecord(sustained, async (reader) => {
    const width = Math.max(1, Math.ceil(reader.seconds / REPORT_POINTS));
    return (await runCurves(reader, { from: 0, to: reader.seconds }, width)).points;
  });
  return fileResponse(`launch-${input.id}.html`, launchReportPage(launch, before, points ?? []), 'text/html');
}
