import { runCurves } from '../../record/run-curves.ts';
import { capacityReportPage } from '../../report-html/capacity-report.ts';
import { REPORT_POINTS } from '../../report-html/page.ts';
import { binWidth } from '../../run/bin-width.ts';
import type { ServerContext } from '../context.ts';
import { conflict } from '../errors.ts';
import { fileResponse } from '../http/request.ts';
import { getRun } from '../runs/get.ts';
import { getSearch } from './get.ts';

/** A search that is over as one page that needs no network. */
export async function getSearchReport({ ctx, input }: { ctx: ServerContext; input: { id: string } }) {
  const search = await getSearch({ ctx, input });
  if (search.run.status !== 'finished')
    throw conflict('This search is not over yet; its report is made then.');
  if (!search.report) throw conflict('This search ended before it started, so there is nothing to report.');
  const points = await ctx.runs.withRecord(input.id, async (reader) => {
    const width = binWidth(reader.seconds, REPORT_POINTS);
    return (await runCurves(reader, { from: 0, to: reader.seconds }, width)).points;
  });
  const page = capacityReportPage(search, search.report, await getRun({ ctx, input }), points ?? []);
  return fileResponse(`capacity-${input.id}.html`, page, 'text/html');
}
