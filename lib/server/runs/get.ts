import type { RunDetail } from '../../api/contract.ts';
import { Environment, type RunSurroundings } from '../../plan/environment.ts';
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
    select: { ...LIST_COLUMNS, ...PLAN_COLUMNS, environmentDocument: true },
  });
  if (!row || !view) throw notFound('run', input.id);
  const surroundings = surroundingsIn(row.environmentDocument);
  return {
    ...{ run: listItem(row, ctx.runs), plan: planOfRun(row), view },
    ...(surroundings && { surroundings }),
  };
}

/** Undefined when the environment does not pass the rules of today. */
function surroundingsIn(text: string): RunSurroundings | undefined {
  const { data } = Environment.safeParse(JSON.parse(text));
  if (!data) return undefined;
  const { variables, hosts, resolve, httpVersion, tls, proxy, maxVUs, maxRequestsPerSecond } = data;
  return { variables, hosts, resolve, httpVersion, tls, proxy, maxVUs, maxRequestsPerSecond };
}
