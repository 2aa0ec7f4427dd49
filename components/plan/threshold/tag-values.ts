import { checkNamesOf } from '@/lib/plan/check-name.ts';
import type { PlanSteps } from '@/lib/plan/step-lists.ts';
import { seriesOf } from '@/lib/run/series.ts';
import type { Tag } from '@/lib/thresholds/metrics.ts';
import { ownTagsOf } from '@/lib/thresholds/selection.ts';
import { fromDraft, type PlanDraft } from '../document/plan-draft.ts';

/** What the tags of every plan can be, and those that scenarios have of their own, by tag. */
export type OfferedTags = Record<Tag, string[]> & { own: Map<string, Set<string>> };

/** What each tag can be in a plan, in document order. */
export function tagValues(draft: PlanDraft): OfferedTags {
  // A draft may be wrong in its leaves; series are made of types and names only.
  const plan = fromDraft(draft) as PlanSteps;
  const series = seriesOf(plan).filter(({ apart }) => !apart);
  const unique = (values: Iterable<string>) => [...new Set([...values].filter(Boolean))];
  return {
    name: unique(series.map(({ name }) => name)),
    scenario: unique(draft.scenarios.map(({ name }) => name)),
    group: unique(series.map(({ group }) => group)),
    own: ownTagsOf(plan),
    check: unique(checkNamesOf(plan)),
  };
}
