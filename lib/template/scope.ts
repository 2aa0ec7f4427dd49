import { columnsOf } from '../plan/dataset-rows.ts';
import { asDraft, asText, type Draft, type DraftAt, itemsAt, stepsAt } from '../plan/rules/draft.ts';

/** The names a step sets for the rest of its iteration. */
function namesSetBy({ value }: DraftAt): string[] {
  if (value.type === 'set') return [asText(value.variable) ?? ''];
  if (value.type !== 'request') return [];
  return itemsAt(value.extract, []).map((extract) => asText(extract.value.as) ?? '');
}

/** The names that a scenario's own variables, `set` steps and extractions define. */
export function namesOfScenario(scenario: Draft): Set<string> {
  const names = new Set(Object.keys(asDraft(scenario.variables)));
  for (const step of stepsAt(scenario.steps, [])) for (const name of namesSetBy(step)) names.add(name);
  names.delete('');
  return names;
}

/** Columns by dataset. */
export function datasetColumns(plan: Draft): Map<string, string[]> {
  const columns = new Map<string, string[]>();
  for (const { value: dataset } of itemsAt(plan.data, [])) {
    const name = asText(dataset.name);
    if (name !== undefined && !columns.has(name)) columns.set(name, columnsOf(dataset));
  }
  return columns;
}
