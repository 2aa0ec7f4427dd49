import { getAt, isIn, join, keysOf, type Path, placeOf, setAt } from '@/components/form/path.ts';
import type { PlanDraft, ScenarioDraft, StepDraft } from './plan-draft.ts';

/** A place in one of the lists of steps of a plan: before the step that has this index now. */
export type Place = { list: Path; index: number };

const listAt = (plan: PlanDraft, list: Path): StepDraft[] =>
  (getAt(plan, list) as StepDraft[] | undefined) ?? [];

/** The lists of steps directly in a step, in the order they are shown, as paths relative to it. */
export function listsIn(step: StepDraft): Path[] {
  switch (step.type) {
    case 'group':
    case 'repeat':
      return ['steps'];
    case 'if':
      return ['then', 'else'];
    case 'choose':
      return step.options.map((_, index) => join('options', index, 'steps'));
    default:
      return [];
  }
}

export function insertStep(plan: PlanDraft, { list, index }: Place, step: StepDraft): PlanDraft {
  return setAt(plan, list, listAt(plan, list).toSpliced(index, 0, step));
}

export function removeStep(plan: PlanDraft, path: Path): PlanDraft {
  const { list, index } = placeOf(path);
  return setAt(plan, list, listAt(plan, list).toSpliced(index, 1));
}

/** A copy right behind the step. */
export function duplicateStep(plan: PlanDraft, path: Path): PlanDraft {
  const { list, index } = placeOf(path);
  const step = listAt(plan, list)[index];
  return step ? insertStep(plan, { list, index: index + 1 }, structuredClone(step)) : plan;
}

/** The plan with the step at another place; unchanged when that is where it is, or within the step itself. */
export function moveStep(plan: PlanDraft, from: Path, to: Place): PlanDraft {
  const step = getAt(plan, from) as StepDraft | undefined;
  if (!step || !canMove(from, to)) return plan;
  return insertStep(removeStep(plan, from), afterRemoval(to, from), step);
}

/** Whether a step would be somewhere else afterwards. */
export function canMove(from: Path, to: Place): boolean {
  const { list, index } = placeOf(from);
  if (isIn(to.list, from)) return false;
  return to.list !== list || (to.index !== index && to.index !== index + 1);
}

/** Where a place is once the step at `removed` is gone. */
function afterRemoval(place: Place, removed: Path): Place {
  const { list, index } = placeOf(removed);
  if (place.list === list) return { list, index: place.index > index ? place.index - 1 : place.index };
  if (!place.list.startsWith(`${list}.`)) return place;
  const [key, ...rest] = keysOf(place.list.slice(list.length + 1));
  const shifted = Number(key) > index ? Number(key) - 1 : Number(key);
  return { list: join(list, shifted, ...rest), index: place.index };
}

export type Direction = 'up' | 'down' | 'into' | 'out';

/**
 * Where a step goes with one press: up or down among its neighbours, into the container before it, out behind its own
 * container. `undefined` when there is nowhere to go.
 */
export function placeTowards(plan: PlanDraft, path: Path, direction: Direction): Place | undefined {
  const { list, index } = placeOf(path);
  const siblings = listAt(plan, list);
  switch (direction) {
    case 'up':
      return index > 0 ? { list, index: index - 1 } : undefined;
    case 'down':
      return index < siblings.length - 1 ? { list, index: index + 2 } : undefined;
    case 'into': {
      const before = siblings[index - 1];
      const inner = before && listsIn(before).at(0);
      if (inner === undefined) return undefined;
      const target = join(list, index - 1, inner);
      return { list: target, index: listAt(plan, target).length };
    }
    case 'out': {
      const container = containerOf(list);
      if (container === undefined) return undefined;
      const outer = placeOf(container);
      return { list: outer.list, index: outer.index + 1 };
    }
  }
}

/** The step that a list of steps belongs to; `undefined` for the own lists of scenarios and of the plan. */
export function containerOf(list: Path): Path | undefined {
  const keys = keysOf(list);
  const last = keys.findLastIndex((key, at) => /^\d+$/.test(key) && keys[at - 1] !== 'options');
  if (last < 0) return undefined;
  const container = keys.slice(0, last + 1).join('.');
  return placeOf(container).list === 'scenarios' ? undefined : container;
}

/** Where a step is after `moveStep`. */
export function pathAfterMove(from: Path, to: Place): Path {
  const place = afterRemoval(to, from);
  return join(place.list, place.index);
}

/** Every step of a list and below it with its path, in the order they are shown. */
export function* stepsUnder(steps: StepDraft[], list: Path): Generator<{ step: StepDraft; path: Path }> {
  for (const [index, step] of steps.entries()) {
    const path = join(list, index);
    yield { step, path };
    for (const inner of listsIn(step))
      yield* stepsUnder(getAt(step, inner) as StepDraft[], join(path, inner));
  }
}

/** How many steps a scenario or a container has, those in inner containers included. */
export const countSteps = ({ steps }: Pick<ScenarioDraft, 'steps'>): number =>
  [...stepsUnder(steps, '')].length;
