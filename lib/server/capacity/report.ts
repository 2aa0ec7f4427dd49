import { capacityReportPage } from '../../report-html/capacity-report.ts';
import { REPORT_POINTS } from '../../report-html/page.ts';
import type { ServerContext } from '../context.ts';
import { conflict } from '../errors.ts';
import { fileResponse } from '../http/request.ts';
import { getRun } from '../runs/get.ts';
import { runCourse } from '../runs/run-course.ts';
import { getSearch } from './get.ts';

/** A search that is over as one page that needs no network. */
export async function getSearchReport({ ctx, input }: { ctx: ServerContext; input: { id: string } }) {
  const search = await getSearch({ ctx, input });
  if (search.run.status !== 'finished')
    throw conflict('This search is not over yet; its report is made then.');
  if (!search.report) throw conflict('This search ended before it started, so there is nothing to report.');
  const points = await runCourse(ctx, input.id, REPORT_POINTS);
  const page = capacityReportPage(search, search.report, await getRun({ ctx, input }), points);
  return fileResponse(`capacity-${input.id}.html`, page, 'text/html');
}
