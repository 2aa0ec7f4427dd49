import { parsePlan } from '../plan/parse-plan.ts';
import type { Plan, PlanInput } from '../plan/plan.ts';
import type { ScriptFile } from '../plan/script.ts';
import { type InspectedScript, type PlanOfScript, planOfScript } from './options/k6-options.ts';

/** A plan that is a script: its load is what the script's options say. */
export type ScriptPlan = Plan & { script: NonNullable<Plan['script']> };

export const isScriptPlan = (plan: Plan): plan is ScriptPlan =>
  plan.script !== undefined && plan.scenarios.every(({ script }) => script !== undefined);

/** The plan of a script that nobody has looked at yet: one iteration, as k6 runs a script without options. */
export function unreadScriptPlan(name: string, entry: string, files: Record<string, ScriptFile>): PlanInput {
  return {
    version: 1,
    name,
    scenarios: [
      { name: 'default', executor: { type: 'shared-iterations', vus: 1, iterations: 1 }, script: {} },
    ],
    script: { entry, files },
  };
}

/** The plan with the load, the thresholds and the settings that its script asks for, or what is wrong with these. */
export function asItsScriptSays(plan: ScriptPlan, inspected: InspectedScript): PlanOfScript {
  const made = planOfScript(inspected, plan.name);
  if (!made.ok) return made;
  const { name, description, variables, environment, warmUp } = plan;
  const parsed = parsePlan({ ...made.plan, name, description, variables, environment, warmUp });
  if (parsed.ok) return parsed;
  const at = { file: inspected.entry, line: null };
  return { ok: false, problems: parsed.issues.map(({ message }) => ({ ...at, message })) };
}
