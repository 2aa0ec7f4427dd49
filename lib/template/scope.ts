import { columnsOf } from '../plan/dataset-rows.ts';
import {
  asDraft,
  asText,
  type Draft,
  type DraftAt,
  itemsAt,
  SCENARIO_LISTS,
  stepsAt,
} from '../plan/rules/draft.ts';
import { readsAt } from '../plan/rules/stream-draft.ts';

/** The names a step sets for the rest of its iteration. */
function namesSetBy({ value }: DraftAt): string[] {
  if (value.type === 'set') return [asText(value.variable) ?? ''];
  const extracting = value.type === 'request' ? [{ value, path: [] }] : readsAt({ value, path: [] });
  return extracting.flatMap((at) =>
    itemsAt(at.value.extract, []).map((extract) => asText(extract.value.as) ?? ''),
  );
}

/** The names that a scenario's own variables, `set` steps and extractions define. */
export function namesOfScenario(scenario: Draft): Set<string> {
  const names = new Set(Object.keys(asDraft(scenario.variables)));
  for (const list of SCENARIO_LISTS) addNamesOf(scenario[list], names);
  names.delete('');
  return names;
}

/** The names that the setup of the plan defines for all scenarios. */
export function namesOfSetup(plan: Draft): Set<string> {
  const names = addNamesOf(plan.setup, new Set());
  names.delete('');
  return names;
}

/** The names that the teardown of the plan sets for itself. */
export const namesOfTeardown = (plan: Draft): Set<string> => addNamesOf(plan.teardown, new Set());

function addNamesOf(steps: unknown, names: Set<string>): Set<string> {
  for (const step of stepsAt(steps, [])) for (const name of namesSetBy(step)) names.add(name);
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
