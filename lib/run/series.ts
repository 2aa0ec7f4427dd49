import type { RequestStep, Step } from '../plan/step.ts';
import { type Phase, type PlanSteps, stepListsOf } from '../plan/step-lists.ts';
import { isStreamStep, type StreamKind, streamName } from '../plan/stream-step.ts';

/**
 * What results are kept by: one (scenario, group, request name), and the phase where it is not the load itself. Groups
 * are nested names joined by ` / `; the scenario is empty for the setup and teardown of the plan.
 */
export type Series = {
  scenario: string;
  group: string;
  name: string;
  phase?: Phase;
  /** Shown by itself: not in totals, thresholds and the verdict. */
  apart?: true;
  /** Of sessions instead of requests. */
  stream?: StreamKind;
};

/** The name under which a request is counted. */
export function requestName(step: Pick<RequestStep, 'name' | 'method' | 'url'>): string {
  return step.name ?? `${step.method} ${step.url}`;
}

/** Identity of a series, for maps. */
export function seriesKey({ scenario, group, name, phase, stream }: Omit<Series, 'apart'>): string {
  return JSON.stringify([scenario, group, name, ...[phase, stream].filter((part) => part !== undefined)]);
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
export function seriesOf(plan: PlanSteps): Series[] {
  const found = new Map<string, Series>();
  const visit = (steps: readonly Step[], place: Omit<Series, 'name'>) => {
    const { group } = place;
    for (const step of steps) {
      if (step.type === 'request') {
        const series = { ...place, name: requestName(step) };
        found.set(seriesKey(series), series);
      } else if (isStreamStep(step)) {
        const series = { ...place, name: streamName(step), stream: step.type };
        found.set(seriesKey(series), series);
      }
      const inner = step.type === 'group' ? (group ? `${group} / ${step.name}` : step.name) : group;
      visit(childSteps(step), { ...place, group: inner });
    }
  };
  for (const { phase, scenario, steps } of stepListsOf(plan)) {
    const own = phase === undefined ? {} : { phase, ...(plan.setupInResults ? {} : APART) };
    visit(steps, { scenario, group: '', ...own });
  }
  return [...found.values()];
}

const APART: Pick<Series, 'apart'> = { apart: true };
