import type { z } from 'zod';
import { CreateRun, type RunListItem } from '../../api/contract.ts';
import { planPeak } from '../../load/peak.ts';
import type { Environment } from '../../plan/environment.ts';
import type { Plan } from '../../plan/plan.ts';
import { isScriptPlan } from '../../script/script-plan.ts';
import { checkNames } from '../../template/check-names.ts';
import type { ServerContext } from '../context.ts';
import { environmentText, storedEnvironment } from '../environments/environment-row.ts';
import { type Issue, invalid, notFound } from '../errors.ts';
import type { Prisma } from '../generated/client.ts';
import { parse } from '../parse.ts';
import { checkedPlan, documentText } from '../plans/plan-document.ts';
import { planInEnvironment } from '../scripts/plan-in-environment.ts';
import { LIST_COLUMNS, listItem, searchText } from './run-row.ts';

/** Queues a run of a plan version in an environment, as CreateRun says. Throws as `preparedRun`. */
export async function createRun({
  ctx,
  input,
  reshape,
}: {
  ctx: ServerContext;
  input: unknown;
  reshape?: Reshape;
}): Promise<RunListItem> {
  const data = await preparedRun(ctx, parse(CreateRun, input), reshape);
  const run = await ctx.db.run.create({ data, select: LIST_COLUMNS });
  ctx.runs.wake();
  ctx.runs.changed();
  return listItem(run, ctx.runs);
}

/** Makes of a plan what is run instead of it, and says what else the row of the run gets. May throw a Problem. */
export type Reshape = (
  plan: Plan,
  environment: Environment,
) => { plan: Plan } & Pick<Prisma.RunUncheckedCreateInput, 'search' | 'launchId' | 'launchPart'>;

/**
 * The row of a run that is to be queued. Throws a Problem that names everything that would keep the run from starting:
 * placeholders that nothing defines, more VUs than the environment allows.
 */
export async function preparedRun(
  ctx: ServerContext,
  { planId, versionId, environmentId, ...labels }: z.output<typeof CreateRun>,
  reshape: Reshape = (plan) => ({ plan }),
) {
  const { db } = ctx;
  const version = await db.planVersion.findFirst({
    where: { planId, plan: { archivedAt: null }, ...(versionId && { id: versionId }) },
    orderBy: { number: 'desc' },
    include: { plan: { select: { id: true, name: true } } },
  });
  if (!version) throw versionId ? notFound('plan version', versionId) : notFound('plan', planId);
  const row = await db.environment.findUnique({
    where: { id: environmentId },
    include: { secrets: { select: { name: true } } },
  });
  if (!row) throw notFound('environment', environmentId);
  const environment = storedEnvironment(row.document);
  // It was checked when it was saved, but the rules may have grown since.
  const saved = checkedPlan(JSON.parse(version.document));
  const asked = isScriptPlan(saved) ? await planInEnvironment(ctx, saved, environmentId, environment) : saved;
  const { plan, ...extra } = reshape(asked, environment);
  const issues = obstacles(
    plan,
    environment,
    row.secrets.map(({ name }) => name),
  );
  if (issues.length > 0) throw invalid(issues);
  const place = { environmentName: environment.name, environmentBaseUrl: environment.baseUrl };
  return {
    ...labels,
    ...place,
    ...extra,
    planId,
    planVersionId: version.id,
    planDocument: plan === saved ? null : documentText(plan),
    environmentId,
    environmentDocument: environmentText(environment),
    searchText: searchText({ ...labels, ...place, plan: version.plan }),
  };
}

/** Why this plan cannot run there. */
function obstacles(plan: Plan, environment: Environment, secretNames: string[]): Issue[] {
  const known = [...Object.keys(environment.variables), ...secretNames];
  const issues = checkNames(plan, known).map(({ path, message }) => ({ path: path.join('.'), message }));
  const { vus } = planPeak(plan);
  if (vus > environment.maxVUs) {
    issues.push({
      path: 'scenarios',
      message: `up to ${vus} VUs, but the environment "${environment.name}" allows ${environment.maxVUs}; lower the plan or raise the ceiling of the environment`,
    });
  }
  return issues;
}
