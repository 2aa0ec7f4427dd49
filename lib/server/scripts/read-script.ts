import type { Plan } from '../../plan/plan.ts';
import type { ConsoleLine } from '../../run/console-lines.ts';
import type { ScriptProblem } from '../../script/problem.ts';
import { asItsScriptSays, isScriptPlan, type ScriptPlan } from '../../script/script-plan.ts';
import type { ServerContext } from '../context.ts';

export type ReadScript = { said: ConsoleLine[] } & (
  | { ok: true; plan: ScriptPlan }
  | { ok: false; problems: ScriptProblem[] }
);

/** The plan with all that its script asks for when it gets this `__ENV`, or all that is wrong with the script. */
export async function readScript(
  ctx: Pick<ServerContext, 'scripts'>,
  plan: ScriptPlan,
  env: Record<string, string>,
): Promise<ReadScript> {
  const { entry, files } = plan.script;
  const { inspection, said } = await ctx.scripts.inspect({ entry, files, env });
  if (!inspection.ok) return { ok: false, problems: inspection.problems, said };
  const made = asItsScriptSays(plan, inspection.script);
  if (!made.ok) return { ok: false, problems: made.problems, said };
  return { ok: true, plan: { ...made.plan, script: made.plan.script ?? plan.script }, said };
}

/**
 * A plan as it is saved: that of a script gets its load from the script. One that cannot be read keeps the load that it
 * came with, so that unfinished work can be saved; a run of it is refused.
 */
export async function withLoadOfScript(ctx: Pick<ServerContext, 'scripts'>, plan: Plan): Promise<Plan> {
  if (!isScriptPlan(plan)) return plan;
  const read = await readScript(ctx, plan, plan.variables);
  return read.ok ? read.plan : plan;
}
