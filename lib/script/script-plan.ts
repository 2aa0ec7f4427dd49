import { parsePlan } from '../plan/parse-plan.ts';
import type { Plan, PlanInput } from '../plan/plan.ts';
import type { ScriptFile } from '../plan/script.ts';
import { type InspectedScript, type PlanOfScript, planOfScript } from './k6-options.ts';

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

/** The environment with its base URL as a variable, so that scripts need not say themselves where their load goes. */
export function withBaseUrl<E extends { baseUrl: string; variables: Record<string, string> }>(
  environment: E,
): E {
  return { ...environment, variables: { BASE_URL: environment.baseUrl, ...environment.variables } };
}

/** `__ENV` of a script: what the environment defines, and above it what the plan does. */
export function scriptEnv(
  plan: Pick<Plan, 'variables'>,
  environment: { variables: Record<string, string> } | null,
  secrets: Record<string, string> = {},
): Record<string, string> {
  return { ...environment?.variables, ...secrets, ...plan.variables };
}
