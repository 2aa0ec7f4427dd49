import type { Plan } from '../plan/plan.ts';
import type { RequestStep, Step } from '../plan/step.ts';

/** What results are kept by: one (scenario, group, request name). Groups are nested names joined by ` / `. */
export type Series = { scenario: string; group: string; name: string };

/** The name under which a request is counted. */
export function requestName(step: Pick<RequestStep, 'name' | 'method' | 'url'>): string {
  return step.name ?? `${step.method} ${step.url}`;
}

/** Identity of a series, for maps. */
export function seriesKey({ scenario, group, name }: Series): string {
  return JSON.stringify([scenario, group, name]);
}

/** The steps directly below a step, in the order they are written. */
export function childSteps(step: Step): Step[] {
  switch (step.type) {
    case 'group':
    case 'repeat':
      return step.steps;
    case 'if':
      return [...step.then, ...step.else];
    case 'choose':
      return step.options.flatMap((option) => option.steps);
    default:
      return [];
  }
}

/**
 * Every series a plan can produce, in document order. Workers and supervisor derive the same table from the same plan,
 * so messages and records name a series by its index.
 */
export function seriesOf(plan: Pick<Plan, 'scenarios'>): Series[] {
  const found = new Map<string, Series>();
  const visit = (steps: Step[], scenario: string, group: string) => {
    for (const step of steps) {
      if (step.type === 'request') {
        const series = { scenario, group, name: requestName(step) };
        found.set(seriesKey(series), series);
      }
      visit(
        childSteps(step),
        scenario,
        step.type === 'group' ? (group ? `${group} / ${step.name}` : step.name) : group,
      );
    }
  };
  for (const scenario of plan.scenarios) visit(scenario.steps, scenario.name, '');
  return [...found.values()];
}
