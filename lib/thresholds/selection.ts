import { checkNamesOf } from '../plan/check-name.ts';
import type { Plan } from '../plan/plan.ts';
import { type Series, seriesOf } from '../run/series.ts';
import type { Tag } from './metrics.ts';
import type { MetricSelector } from './selector.ts';

/** All that tags of a plan can name. */
export type TagValues = Record<Tag, Set<string>> & { series: Series[] };

/** What a plan's thresholds can name in tags. */
export function tagValuesOf(plan: Pick<Plan, 'scenarios'>): TagValues {
  const series = seriesOf(plan);
  return {
    series,
    scenario: new Set(plan.scenarios.map((scenario) => scenario.name)),
    group: new Set(series.map(({ group }) => group)),
    name: new Set(series.map(({ name }) => name)),
    check: checkNamesOf(plan),
  };
}

/** Whether a series carries all tags of the selector (the tag `check` aside). */
export function matchesSeries({ tags }: MetricSelector, { scenario, group, name }: Series): boolean {
  return (
    (tags.scenario === undefined || tags.scenario === scenario) &&
    (tags.group === undefined || tags.group === group) &&
    (tags.name === undefined || tags.name === name)
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
  for (const [tag, value] of Object.entries(selector.tags) as [Tag, string][]) {
    if (known[tag].has(value)) continue;
    problems.push(`no ${LABELS[tag]} is called "${value}"; ${listed(known[tag])}`);
  }
  const ofRequests = selector.tags.name !== undefined || selector.tags.group !== undefined;
  if (
    problems.length === 0 &&
    ofRequests &&
    !known.series.some((series) => matchesSeries(selector, series))
  ) {
    problems.push('no request of this plan has all of these tags together; leave one of them out');
  }
  return problems;
}
