import { checkNamesOf } from '@/lib/plan/check-name.ts';
import type { Plan } from '@/lib/plan/plan.ts';
import { seriesOf } from '@/lib/run/series.ts';
import type { Tag } from '@/lib/thresholds/metrics.ts';
import { fromDraft, type PlanDraft } from '../document/plan-draft.ts';

/** What each tag can be in a plan, in document order. */
export function tagValues(draft: PlanDraft): Record<Tag, string[]> {
  // A draft may be wrong in its leaves; series are made of types and names only.
  const plan = fromDraft(draft) as Pick<Plan, 'scenarios'>;
  const series = seriesOf(plan);
  const unique = (values: Iterable<string>) => [...new Set([...values].filter(Boolean))];
  return {
    name: unique(series.map(({ name }) => name)),
    scenario: unique(draft.scenarios.map(({ name }) => name)),
    group: unique(series.map(({ group }) => group)),
    check: unique(checkNamesOf(plan)),
  };
}
