import { InspectScript, type ScriptReading } from '../../api/contract.ts';
import { Plan } from '../../plan/plan.ts';
import { scriptEnv, withBaseUrl } from '../../script/script-env.ts';
import { isScriptPlan, unreadScriptPlan } from '../../script/script-plan.ts';
import type { ServerContext } from '../context.ts';
import { storedEnvironment } from '../environments/environment-row.ts';
import { notFound } from '../errors.ts';
import { parse } from '../parse.ts';
import { readScript } from './read-script.ts';

/** What is wrong with a script as it is edited, and the load that it asks for. Secrets are not given to it. */
export async function inspectScript({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: unknown;
}): Promise<ScriptReading> {
  const { entry, files, variables, environmentId } = parse(InspectScript, input);
  const plan = Plan.parse({ ...unreadScriptPlan(entry.slice(0, 200), entry, files), variables });
  const environment = environmentId === undefined ? null : await environmentOf(ctx, environmentId);
  if (!isScriptPlan(plan)) throw new Error('The plan of a script has no script');
  const read = await readScript(ctx, plan, scriptEnv(plan, environment));
  if (!read.ok) return { problems: read.problems, said: read.said, asks: null };
  const { scenarios, thresholds, script: own } = read.plan;
  return { problems: [], said: read.said, asks: { scenarios, thresholds, exports: own.exports } };
}

async function environmentOf(ctx: ServerContext, id: string) {
  const row = await ctx.db.environment.findUnique({ where: { id }, select: { document: true } });
  if (!row) throw notFound('environment', id);
  return withBaseUrl(storedEnvironment(row.document));
}
