import { BaseUrl, Environment, HostPattern } from '../plan/environment.ts';
import type { Plan } from '../plan/plan.ts';
import { isSecretName } from '../plan/secret-name.ts';
import { VariableName } from '../plan/step.ts';

/** What the command line says about where to run. */
export type EnvironmentOptions = {
  baseUrl?: string;
  /** `KEY=VALUE`, each overriding a variable of the plan's environment. */
  env: string[];
  /** `KEY=VALUE`, or `KEY` for the variable of that name of this process. */
  secret: string[];
  allowHost: string[];
};

export type ResolvedEnvironment =
  | { ok: true; environment: Environment; plan: Plan; secrets: Record<string, string> }
  | { ok: false; problems: string[] };

/**
 * The plan's own environment with what the command line changes, and the plan with the variables that it names replaced:
 * those of a plan would win over the environment's otherwise. Secrets, and variables that are called like one, are in
 * neither: both are kept with the run. Lists all that is wrong with the options.
 */
export function resolveEnvironment(
  plan: Plan,
  options: EnvironmentOptions,
  ofProcess: Record<string, string | undefined> = {},
): ResolvedEnvironment {
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
  const secrets: Record<string, string> = {};
  for (const assignment of options.env) {
    const [name, value] = splitAtEquals(assignment);
    if (value === undefined || !VariableName.safeParse(name).success) {
      problems.push(
        `--env "${assignment}" must be NAME=VALUE; the name starts with a letter and holds letters, digits, _ and -`,
      );
    } else if (isSecretName(name)) {
      secrets[name] = value;
    } else {
      given[name] = value;
    }
  }
  for (const assignment of options.secret) {
    const [name, own] = splitAtEquals(assignment);
    const value = own ?? ofProcess[name];
    if (!VariableName.safeParse(name).success) {
      problems.push(
        `--secret "${name}" must be NAME or NAME=VALUE; the name starts with a letter and holds letters, digits, _ and -`,
      );
    } else if (value === undefined) {
      problems.push(`--secret ${name}: this process has no variable ${name}; set it, or write ${name}=VALUE`);
    } else {
      secrets[name] = value;
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
    secrets,
    plan: withVariables(plan, given, secrets),
    environment: Environment.parse({
      name: 'command line',
      ...plan.environment,
      baseUrl,
      variables: without({ ...plan.environment?.variables, ...given }, secrets),
      allowedHosts: [...(plan.environment?.allowedHosts ?? []), ...options.allowHost],
    }),
  };
}

/** The plan with the values of variables that it or a scenario defines replaced by those given; secrets are left out. */
function withVariables(plan: Plan, given: Record<string, string>, secrets: Record<string, string>): Plan {
  const replaced = (variables: Record<string, string>) =>
    without(
      Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, given[name] ?? value])),
      secrets,
    );
  return {
    ...plan,
    ...(plan.environment && {
      environment: { ...plan.environment, variables: without(plan.environment.variables, secrets) },
    }),
    variables: replaced(plan.variables),
    scenarios: plan.scenarios.map((scenario) => ({ ...scenario, variables: replaced(scenario.variables) })),
  };
}

const without = (variables: Record<string, string>, names: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(variables).filter(([name]) => !Object.hasOwn(names, name)));

function splitAtEquals(text: string): [string, string | undefined] {
  const at = text.indexOf('=');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
