/**
 * Rules look at plans that may be wrong elsewhere: a mistyped number must not hide a broken threshold. So they take
 * nothing for granted and skip what has not the form they judge; the schema reports that.
 */
export type Path = (string | number)[];
export type Draft = Readonly<Record<string, unknown>>;
export type Report = (path: Path, message: string) => void;

export const asDraft = (value: unknown): Draft =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Draft) : {};

export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const asText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The entries of a record whose values are text. */
export const textEntries = (value: unknown): [key: string, text: string][] =>
  Object.entries(asDraft(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string');

export type DraftAt = { value: Draft; path: Path };

/** The things of a list, each with its path. */
export const itemsAt = (list: unknown, path: Path): DraftAt[] =>
  asList(list).map((value, index) => ({ value: asDraft(value), path: [...path, index] }));

/** A list of steps of a plan. `scenario` is missing for the setup and the teardown of the plan itself. */
export type StepListAt = { list: unknown; path: Path; scenario?: Draft };

/** Every list of steps of a plan, in document order. */
export function stepListsAt(plan: Draft): StepListAt[] {
  const { setup, teardown, scenarios } = plan;
  const ofScenarios = itemsAt(scenarios, ['scenarios']).flatMap(({ value: scenario, path }) =>
    SCENARIO_LISTS.map((key): StepListAt => ({ list: scenario[key], path: [...path, key], scenario })),
  );
  return [{ list: setup, path: ['setup'] }, ...ofScenarios, { list: teardown, path: ['teardown'] }];
}

/** The lists of steps of a scenario. */
export const SCENARIO_LISTS = ['vuSetup', 'steps', 'vuTeardown'] as const;

/** The lists of steps directly below a step. */
function childLists(step: DraftAt): [list: unknown, path: Path][] {
  const { value, path } = step;
  switch (value.type) {
    case 'group':
    case 'repeat':
      return [[value.steps, [...path, 'steps']]];
    case 'if':
      return [
        [value.then, [...path, 'then']],
        [value.else, [...path, 'else']],
      ];
    case 'choose':
      return itemsAt(value.options, [...path, 'options']).map((option) => [
        option.value.steps,
        [...option.path, 'steps'],
      ]);
    default:
      return [];
  }
}

/** Every step of a list and below it, in document order, with how deep it stands (1 for the list's own). */
export function* stepsAt(list: unknown, path: Path, depth = 1): Generator<DraftAt & { depth: number }> {
  for (const step of itemsAt(list, path)) {
    yield { ...step, depth };
    for (const [children, childPath] of childLists(step)) yield* stepsAt(children, childPath, depth + 1);
  }
}
