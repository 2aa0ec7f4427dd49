import type { Environment } from '../plan/environment.ts';
import type { Plan } from '../plan/plan.ts';

/** The environment with what the options of the plan's script say of connections. It never allows more than before. */
export function environmentOfScript(environment: Environment, { script }: Pick<Plan, 'script'>): Environment {
  if (!script) return environment;
  const { hosts, insecureSkipTLSVerify, dns, rps } = script.settings;
  const { tls, maxRequestsPerSecond } = environment;
  return {
    ...environment,
    hosts: { ...hosts, ...environment.hosts },
    resolve: dns?.ttl ?? environment.resolve,
    tls: { ...tls, ...(insecureSkipTLSVerify ? { verify: false } : {}) },
    maxRequestsPerSecond: rps > 0 ? Math.min(rps, maxRequestsPerSecond) : maxRequestsPerSecond,
  };
}
