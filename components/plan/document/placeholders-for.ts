import type { EnvironmentDetail } from '@/lib/api/contract.ts';
import { datasetColumns, namesOfScenario, namesOfSetup } from '@/lib/template/scope.ts';
import { fromDraft, isFields, type PlanDraft } from './plan-draft.ts';

export type PlaceholderGroup = { title: string; names: string[] };

type Environment = Pick<EnvironmentDetail, 'name' | 'variables' | 'secretNames'>;

/** Names that placeholders of a scenario can use, by where they come from; groups without names are left out. */
export function placeholdersFor(
  draft: PlanDraft,
  scenario: number,
  environments: readonly Environment[],
): PlaceholderGroup[] {
  const plan = fromDraft(draft);
  if (!isFields(plan)) return [];
  const own = Array.isArray(plan.scenarios) ? (plan.scenarios[scenario] as unknown) : undefined;
  const columns = [...datasetColumns(plan)].flatMap(([name, list]) =>
    list.map((column) => `${name}.${column}`),
  );
  const groups = [
    { title: 'From this scenario', names: isFields(own) ? [...namesOfScenario(own)] : [] },
    { title: 'From the setup of the plan', names: [...namesOfSetup(plan)] },
    { title: 'From the plan', names: isFields(plan.variables) ? Object.keys(plan.variables) : [] },
    { title: 'From data', names: columns },
    ...environments.map(({ name, variables, secretNames }) => ({
      title: `From the environment ${name}`,
      names: [...Object.keys(variables), ...secretNames],
    })),
  ];
  return groups.filter(({ names }) => names.length > 0);
}

/** Every name that some environment defines. */
export function knownNames(environments: readonly Environment[]): string[] {
  return [
    ...new Set(
      environments.flatMap(({ variables, secretNames }) => [...Object.keys(variables), ...secretNames]),
    ),
  ];
}
