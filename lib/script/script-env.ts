import type { Plan } from '../plan/plan.ts';

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
