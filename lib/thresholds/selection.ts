import { didYouMean } from '../nearest/nearest-name.ts';
import { checkNamesOf } from '../plan/check-name.ts';
import type { PlanSteps } from '../plan/step-lists.ts';
import { type Series, seriesOf } from '../run/series.ts';
import { metricOf, TAGS, type Tag } from './metrics.ts';
import type { MetricSelector } from './selector.ts';

/** All that tags of a plan can name. */
export type TagValues = Record<Tag, Set<string>> & {
  series: Series[];
  /** Values of the tags that scenarios have of their own, by tag. */
  own: Map<string, Set<string>>;
  plan: PlanSteps;
};

/** What a plan's thresholds can name in tags. */
export function tagValuesOf(plan: PlanSteps): TagValues {
  const series = seriesOf(plan).filter(({ apart }) => !apart);
  return {
    plan,
    series,
    scenario: new Set(plan.scenarios.map((scenario) => scenario.name)),
    group: new Set(series.map(({ group }) => group)),
    name: new Set(series.map(({ name }) => name)),
    check: checkNamesOf(plan),
    own: ownTagsOf(plan),
  };
}

/** The tags that scenarios have of their own, with their values. */
export function ownTagsOf({ scenarios }: Pick<PlanSteps, 'scenarios'>): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { tags = {} } of scenarios) {
    for (const [tag, value] of Object.entries(tags)) found.set(tag, (found.get(tag) ?? new Set()).add(value));
  }
  return found;
}

const isOwn = (tag: string) => !TAGS.some((one) => one === tag);

/** For every scenario of the plan, whether it carries the tags of the selector that scenarios can have. */
export function matchingScenarios({ tags }: MetricSelector, { scenarios }: PlanSteps): boolean[] {
  const own = Object.entries(tags).filter(([tag]) => isOwn(tag));
  return scenarios.map(
    (scenario) =>
      (tags.scenario === undefined || tags.scenario === scenario.name) &&
      own.every(([tag, value]) => scenario.tags?.[tag] === value),
  );
}

/** For every series of `seriesOf(plan)`, whether it counts and carries all tags of the selector (the tag `check` aside). */
export function matchingSeries(selector: MetricSelector, plan: PlanSteps): boolean[] {
  const { tags } = selector;
  const matching = matchingScenarios(selector, plan);
  const scenarios = new Set(plan.scenarios.filter((_, index) => matching[index]).map(({ name }) => name));
  // What belongs to no scenario carries none of these tags.
  if (!Object.keys(tags).some((tag) => tag === 'scenario' || isOwn(tag))) scenarios.add('');
  const { covers } = metricOf(selector.metric);
  return seriesOf(plan).map(
    ({ scenario, group, name, apart, stream = 'requests' }) =>
      !apart &&
      (covers === undefined || covers === stream) &&
      scenarios.has(scenario) &&
      (tags.group === undefined || tags.group === group) &&
      (tags.name === undefined || tags.name === name),
  );
}

const LABELS: Record<Tag, string> = { scenario: 'scenario', group: 'group', name: 'request', check: 'check' };
const MAX_LISTED = 12;

const listed = (values: Iterable<string>): string => {
  const all = [...values].filter((value) => value !== '').map((value) => `"${value}"`);
  if (all.length === 0) return 'there are none in this plan';
  const more = all.length - MAX_LISTED;
  return `there are ${all.slice(0, MAX_LISTED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};

/** Sentences about tags that nothing in the plan carries, and what there is instead. */
export function unknownTags(selector: MetricSelector, known: TagValues): string[] {
  const problems: string[] = [];
  for (const [tag, value = ''] of Object.entries(selector.tags)) {
    const problem = tagProblem(tag, value, selector, known);
    if (problem !== undefined) problems.push(problem);
  }
  if (problems.length > 0) return problems;
  const { tags } = selector;
  const mend = 'has all of these tags together; leave one of them out';
  if (!matchingScenarios(selector, known.plan).some(Boolean)) return [`no scenario of this plan ${mend}`];
  const ofRequests = tags.name !== undefined || tags.group !== undefined;
  if (ofRequests && !matchingSeries(selector, known.plan).some(Boolean))
    return [`no request of this plan ${mend}`];
  return [];
}

function tagProblem(
  tag: string,
  value: string,
  { metric }: MetricSelector,
  known: TagValues,
): string | undefined {
  const standard = TAGS.find((one) => one === tag);
  if (standard) {
    if (known[standard].has(value)) return undefined;
    return `no ${LABELS[standard]} is called "${value}"; ${listed(known[standard])}`;
  }
  const values = known.own.get(tag);
  if (!values) {
    const { tags } = metricOf(metric);
    const there = [...tags, ...known.own.keys()];
    return `no scenario has a tag "${tag}"${didYouMean(tag, there)}; the tags of ${metric} are ${there.join(', ')}`;
  }
  if (values.has(value)) return undefined;
  return `no scenario has the tag ${tag} with the value "${value}"; ${listed(values)}`;
}
