import type { Environment } from '../plan/environment.ts';
import type { Step } from '../plan/step.ts';
import { type PlanSteps, stepListsOf } from '../plan/step-lists.ts';
import { isStreamStep } from '../plan/stream-step.ts';
import { parseTemplate } from '../template/template.ts';
import { HostGuard } from './host-guard.ts';
import { childSteps } from './series.ts';

/** Scheme and host of an absolute URL, as far as a path or a query shows that nothing more belongs to them. */
const ORIGIN = /^https?:\/\/[^/?#]+(?=[/?#])/i;

/** The address by which a WebSocket session is opened. */
const asHttp = (url: string) => url.replace(/^ws(s?:\/\/)/i, 'http$1');

/** Where a request goes: undefined when a placeholder decides. */
function fixedTarget(url: string, baseUrl: string): URL | undefined {
  const [first, ...rest] = parseTemplate(url).parts;
  if (first?.kind !== 'literal') return undefined;
  if (!/^https?:\/\//i.test(first.text)) return new URL(baseUrl);
  const origin = rest.length === 0 ? first.text : ORIGIN.exec(first.text)?.[0];
  return origin !== undefined && URL.canParse(origin) ? new URL(origin) : undefined;
}

/**
 * Why not a single request of the plan may be sent: every one goes to a host that is not allowed, which is known without
 * running it. One sentence for each host; none when at least one request may go out. A run in which only some are
 * refused counts and names them.
 */
export function refusedHosts(plan: PlanSteps, environment: Environment): string[] {
  const guard = new HostGuard(environment);
  const refusals = new Set<string>();
  for (const target of targets(plan, environment)) {
    const refusal = target && guard.refusal(target);
    if (!refusal) return [];
    refusals.add(refusal);
  }
  return [...refusals];
}

/** One URL for every origin that requests of a plan are known to go to without running it. */
export function fixedOrigins(plan: PlanSteps, environment: Environment): URL[] {
  const known = new Map<string, URL>();
  for (const target of targets(plan, environment)) if (target) known.set(target.origin, target);
  return [...known.values()];
}

/** Where the requests and sessions of a plan go; undefined for those of which a placeholder decides. */
function* targets(plan: PlanSteps, environment: Environment): Generator<URL | undefined> {
  const pending: Step[] = stepListsOf(plan).flatMap(({ steps }) => steps);
  for (let step = pending.pop(); step !== undefined; step = pending.pop()) {
    pending.push(...childSteps(step));
    if (step.type === 'request' || isStreamStep(step)) {
      yield fixedTarget(asHttp(step.url), environment.baseUrl);
    }
  }
}
