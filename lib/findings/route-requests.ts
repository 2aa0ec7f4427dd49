import type { Plan } from '../plan/plan.ts';
import type { RequestStep, Step } from '../plan/step.ts';
import { stepListsOf } from '../plan/step-lists.ts';
import { childSteps, requestName } from '../run/series.ts';

/** Part of a path that stands for anything: `:id`, `{id}`, `<id>`, `*` of a route, `{{id}}` of a plan. */
const ANY = /^(:.*|\{.*\}|<.*>|\[.*\]|\*|.*\{\{.*\}\}.*)$/;

const partsOf = (path: string) => path.split('/').filter(Boolean);

/** Whether a route as the target calls it, and an address of a plan, can be the same. */
export function isRoute(route: string, url: string): boolean {
  const address = url.replace(/^(https?:\/\/[^/]+|\{\{[^}]+\}\}(?=\/))/, '').replace(/[?#].*$/, '');
  const wanted = partsOf(route);
  const given = partsOf(address);
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => part === given[index] || ANY.test(part) || ANY.test(given[index] ?? ''))
  );
}

/** Every request of a plan, whatever it stands in. */
export function requestSteps(plan: Plan): RequestStep[] {
  const all = (steps: readonly Step[]): RequestStep[] =>
    steps.flatMap((step) => [...(step.type === 'request' ? [step] : []), ...all(childSteps(step))]);
  return stepListsOf(plan).flatMap(({ steps }) => all(steps));
}

/** The names of a plan's requests that go to a route such as `GET /api/products/:id`. */
export function requestsOfRoute(plan: Plan, route: string): string[] {
  const [, method, path = route] = /^([A-Z]+) (.*)$/.exec(route) ?? [];
  const meant = requestSteps(plan).filter(
    (step) => (method === undefined || method === step.method) && isRoute(path, step.url),
  );
  return [...new Set(meant.map(requestName))];
}
