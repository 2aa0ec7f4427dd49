import { BaseUrl, Environment, HostPattern } from '../plan/environment.ts';
import type { Plan } from '../plan/plan.ts';
import { VariableName } from '../plan/step.ts';

/** What the command line says about where to run. */
export type EnvironmentOptions = {
  baseUrl?: string;
  /** `KEY=VALUE`, each overriding a variable of the plan's environment. */
  env: string[];
  allowHost: string[];
};

export type ResolvedEnvironment =
  | { ok: true; environment: Environment; plan: Plan }
  | { ok: false; problems: string[] };

/**
 * The plan's own environment with what the command line changes, and the plan with the variables that it names replaced:
 * those of a plan would win over the environment's otherwise. Lists all that is wrong with the options.
 */
export function resolveEnvironment(plan: Plan, options: EnvironmentOptions): ResolvedEnvironment {
  const problems: string[] = [];
  const baseUrl = options.baseUrl ?? plan.environment?.baseUrl;
  if (baseUrl === undefined) {
    problems.push(
      'It is not said where to run: give --base-url URL, or put `environment: { baseUrl: … }` into the plan.',
    );
  } else if (!BaseUrl.safeParse(baseUrl).success) {
    problems.push(`--base-url "${baseUrl}" must be an address that starts with http:// or https://`);
  }
  const given: Record<string, string> = {};
  for (const assignment of options.env) {
    const [name, value] = splitAtEquals(assignment);
    if (value === undefined || !VariableName.safeParse(name).success) {
      problems.push(
        `--env "${assignment}" must be NAME=VALUE; the name starts with a letter and holds letters, digits, _ and -`,
      );
    } else {
      given[name] = value;
    }
  }
  for (const host of options.allowHost) {
    if (!HostPattern.safeParse(host).success) {
      problems.push(
        `--allow-host "${host}" must be a host such as shop.example.com, *.example.com or 10.0.0.5:8080, without http://`,
      );
    }
  }
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    plan: withVariables(plan, given),
    environment: Environment.parse({
      name: 'command line',
      ...plan.environment,
      baseUrl,
      variables: { ...plan.environment?.variables, ...given },
      allowedHosts: [...(plan.environment?.allowedHosts ?? []), ...options.allowHost],
    }),
  };
}

/** The plan with the values of variables that it or a scenario defines replaced by those given. */
function withVariables(plan: Plan, given: Record<string, string>): Plan {
  const replaced = (variables: Record<string, string>) =>
    Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, given[name] ?? value]));
  return {
    ...plan,
    variables: replaced(plan.variables),
    scenarios: plan.scenarios.map((scenario) => ({ ...scenario, variables: replaced(scenario.variables) })),
  };
}

function splitAtEquals(text: string): [string, string | undefined] {
  const at = text.indexOf('=');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
