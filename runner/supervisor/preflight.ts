import { planPeak } from '../../lib/load/peak.ts';
import type { Environment } from '../../lib/plan/environment.ts';
import type { Plan } from '../../lib/plan/plan.ts';
import { HostGuard } from '../http/host-guard.ts';
import { MOST_WORKERS } from './workers-needed.ts';

/** Sentences about why a run must not start; none when it may. */
export function preflight(request: { plan: Plan; environment: Environment; workers?: number }): string[] {
  return [tooManyVus(request), baseNotAllowed(request), tooManyWorkers(request)].filter(
    (problem) => problem !== null,
  );
}

function tooManyVus({ plan, environment }: { plan: Plan; environment: Environment }): string | null {
  const { vus, parts } = planPeak(plan);
  if (vus <= environment.maxVUs) return null;
  const sum = parts.length > 1 ? ` (${parts.map((part) => `${part.scenario} ${part.vus}`).join(' + ')})` : '';
  return `The plan needs up to ${vus} VUs at once${sum}, but the environment "${environment.name}" allows ${environment.maxVUs}. Lower the scenarios, or raise maxVUs of the environment.`;
}

function baseNotAllowed({ environment }: { environment: Environment }): string | null {
  const base = new URL(environment.baseUrl);
  if (new HostGuard(environment).allows(base)) return null;
  return `The base URL ${environment.baseUrl} leads to ${base.host}, which is not an allowed host. Add ${base.host} to the allowed hosts of the environment "${environment.name}" (--allow-host ${base.host}), if its owners agree to this load.`;
}

function tooManyWorkers({ workers = 1 }: { workers?: number }): string | null {
  if (Number.isInteger(workers) && workers >= 1 && workers <= MOST_WORKERS) return null;
  return `A run has 1 to ${MOST_WORKERS} load workers, not ${workers}.`;
}
