import { type Trends, TrendsQuestion } from '../../api/trends.ts';
import { type MetricValues, releaseChanges } from '../../judge/release-changes.ts';
import { type RequestFigures, RunSummary } from '../../run/summary.ts';
import type { ServerContext } from '../context.ts';
import { notFound } from '../errors.ts';
import { parse } from '../parse.ts';
import { LIST_COLUMNS, listItem } from '../runs/run-row.ts';

/** The newest ones are looked at. */
const MOST_RUNS = 100;

/** Every metric over the runs of a plan in an environment. Throws a Problem when there is no such request. */
export async function getTrends({ ctx, input }: { ctx: ServerContext; input: unknown }): Promise<Trends> {
  const { planId, environmentId, request } = parse(TrendsQuestion, input);
  const rows = await ctx.db.run.findMany({
    where: { planId, environmentId, status: 'finished', verdict: { in: ['passed', 'failed'] } },
    orderBy: { id: 'desc' },
    take: MOST_RUNS,
    select: { ...LIST_COLUMNS, summary: true },
  });
  const runs = rows.toReversed().flatMap(({ summary, ...row }) => {
    if (summary === null) return [];
    const { requests } = RunSummary.parse(JSON.parse(summary));
    return [{ run: listItem(row, ctx.runs), requests: requests.filter(({ phase }) => phase === undefined) }];
  });
  const requests = new Map(runs.flatMap((run) => run.requests.map((one) => [keyOf(one), one] as const)));
  const asked = request === undefined ? undefined : [...requests.keys()][request];
  if (request !== undefined && asked === undefined) throw notFound('request', String(request));
  const points = runs.map((one) => ({
    run: one.run,
    values: asked === undefined ? ofAll(one.run) : ofOne(one.requests.find((each) => keyOf(each) === asked)),
  }));
  const pinned = await ctx.db.baseline.findUnique({
    where: { planId_environmentId: { planId, environmentId } },
    select: { runId: true },
  });
  return {
    runs: points,
    requests: [...requests.values()].map(({ scenario, group, name }) => ({ scenario, group, name })),
    changes: releaseChanges(points.map(({ values }) => values)).map(({ at, ...change }) => ({
      ...change,
      runId: points[at]?.run.id ?? '',
      release: points[at]?.run.release ?? '',
    })),
    baselineId: pinned?.runId ?? null,
  };
}

const keyOf = ({ scenario, group, name }: RequestFigures) => JSON.stringify([scenario, group, name]);

const NOTHING: MetricValues = { p50: null, p95: null, p99: null, failedRate: null, requestsPerSecond: null };

function ofAll({ figures }: ReturnType<typeof listItem>): MetricValues {
  if (!figures || figures.requests === 0) return NOTHING;
  const { p50, p95, p99, failedRate, requestsPerSecond } = figures;
  return { p50, p95, p99, failedRate, requestsPerSecond };
}

function ofOne(request: RequestFigures | undefined): MetricValues {
  if (!request || request.count === 0) return NOTHING;
  const { p50, p95, p99 } = request.responseTimeMs;
  const measured = request.measured ?? { requests: request.count, failed: request.failed };
  const failedRate = measured.requests === 0 ? 0 : measured.failed / measured.requests;
  return { p50, p95, p99, failedRate, requestsPerSecond: request.requestsPerSecond };
}
