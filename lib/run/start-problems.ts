import { planPeak } from '../load/peak.ts';
import { formatPath } from '../plan/parse-plan.ts';
import { checkNames } from '../template/check-names.ts';
import type { RunRequest } from './engine.ts';
import { refusedHosts } from './fixed-hosts.ts';

/**
 * Why a plan cannot run in an environment, found before any load is sent: placeholders that nothing defines, more VUs
 * than the environment allows, hosts that it does not allow. One sentence each; none when it can run.
 */
export function startProblems({ plan, environment, secrets }: RunRequest): string[] {
  const known = [...Object.keys(environment.variables), ...Object.keys(secrets)];
  const problems = checkNames(plan, known).map(({ path, message }) => `${formatPath(path)}: ${message}`);
  const { vus, parts } = planPeak(plan);
  if (vus > environment.maxVUs) {
    const which = parts.map((part) => `${part.scenario} ${part.vus}`).join(', ');
    problems.push(
      `the plan needs up to ${vus} VUs (${which}), but the environment "${environment.name}" allows ${environment.maxVUs}; lower the plan's or raise maxVUs of the environment`,
    );
  }
  return [...problems, ...refusedHosts(plan, environment)];
}
