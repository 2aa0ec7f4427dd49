import { ReplayIteration } from '../../api/contract.ts';
import type { PerformedIteration } from '../../run/performed-iteration.ts';
import { singleIterationPlan } from '../../run/single-iteration.ts';
import { withBaseUrl } from '../../script/script-env.ts';
import { isScriptPlan } from '../../script/script-plan.ts';
import type { ServerContext } from '../context.ts';
import { storedEnvironment } from '../environments/environment-row.ts';
import { conflict, invalid, notFound } from '../errors.ts';
import { parse } from '../parse.ts';
import { PLAN_COLUMNS, planOfRun } from './plan-of-run.ts';

/**
 * Performs once more, alone, the iteration in which something was seen: the plan as the run had it, in its environment as
 * that is today. Throws a Problem that says what is in the way.
 */
export async function replayIteration({
  ctx,
  input: { id, body },
}: {
  ctx: ServerContext;
  input: { id: string; body: unknown };
}): Promise<PerformedIteration> {
  const { scenario, name, ...once } = parse(ReplayIteration, body);
  const row = await ctx.db.run.findUnique({
    where: { id },
    select: { environment: { select: { document: true, secrets: true } }, ...PLAN_COLUMNS },
  });
  if (!row) throw notFound('run', id);
  if (!row.environment)
    throw conflict('The environment of this run was deleted, so that nothing can be sent there any more.');
  const whole = planOfRun(row);
  const plan = singleIterationPlan(whole, scenario, name);
  if (!plan)
    throw invalid([
      {
        path: 'scenario',
        message: `the plan of this run has no scenario "${scenario}"; it has ${whole.scenarios.map((one) => `"${one.name}"`).join(', ')}`,
      },
    ]);
  const environment = storedEnvironment(row.environment.document);
  return ctx.runs.performOnce({
    plan,
    environment: isScriptPlan(plan) ? withBaseUrl(environment) : environment,
    secrets: Object.fromEntries(row.environment.secrets.map(({ name, value }) => [name, value])),
    workers: 1,
    once,
  });
}
