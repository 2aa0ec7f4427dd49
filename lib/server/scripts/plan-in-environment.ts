import type { Environment } from '../../plan/environment.ts';
import { problemText } from '../../script/problem.ts';
import { scriptEnv, withBaseUrl } from '../../script/script-env.ts';
import type { ScriptPlan } from '../../script/script-plan.ts';
import type { ServerContext } from '../context.ts';
import { invalid } from '../errors.ts';
import { documentText } from '../plans/plan-document.ts';
import { readScript } from './read-script.ts';

/**
 * The plan of a script as it is to run in an environment: its options may depend on `__ENV`. The very plan that was given
 * when they do not. Throws a Problem with all that is wrong with the script, each at its line.
 */
export async function planInEnvironment(
  ctx: Pick<ServerContext, 'scripts' | 'db'>,
  plan: ScriptPlan,
  environmentId: string,
  environment: Environment,
): Promise<ScriptPlan> {
  const secrets = await secretsOf(ctx, environmentId);
  const read = await readScript(ctx, plan, scriptEnv(plan, withBaseUrl(environment), secrets));
  if (!read.ok) {
    const masked = withoutValues(secrets);
    throw invalid(
      read.problems.map((problem) => ({ path: 'script', message: masked(problemText(problem)) })),
    );
  }
  if (documentText(read.plan) === documentText(plan)) return plan;
  const text = documentText({ ...read.plan, script: { ...read.plan.script, files: {} } });
  const told = Object.entries(secrets).find(([, value]) => !isBare(value) && text.includes(inJson(value)));
  if (told)
    throw invalid([
      {
        path: 'script',
        message: `the options of the script hold the value of the secret "${told[0]}", which everybody could read who sees the run; take it out of the options`,
      },
    ]);
  return read.plan;
}

/** The script may need them to load. Nothing of them is kept. */
async function secretsOf(
  ctx: Pick<ServerContext, 'db'>,
  environmentId: string,
): Promise<Record<string, string>> {
  const rows = await ctx.db.secret.findMany({ where: { environmentId } });
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

/** So short that it stands in any text. */
const isBare = (value: string) => value.length < 4;

const inJson = (value: string) => JSON.stringify(value).slice(1, -1);

function withoutValues(secrets: Record<string, string>): (text: string) => string {
  const values = Object.values(secrets)
    .filter((value) => value !== '')
    .toSorted((a, b) => b.length - a.length);
  return (text) => values.reduce((masked, value) => masked.replaceAll(value, '***'), text);
}
