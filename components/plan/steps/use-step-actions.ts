'use client';

import { useMemo } from 'react';
import { getAt, join, type Path, placeOf } from '@/components/form/path.ts';
import { toast } from '@/components/ui/toast.tsx';
import type { StepType } from '@/lib/plan/step.ts';
import { STEP_KINDS } from '../document/new-step.ts';
import type { StepDraft } from '../document/plan-draft.ts';
import {
  type Direction,
  duplicateStep,
  insertStep,
  moveStep,
  type Place,
  pathAfterMove,
  placeTowards,
  removeStep,
} from '../document/step-tree.ts';
import { useEditor } from '../editor/editor-view.tsx';
import { stepTitle } from './step-words.ts';

/** What can be done with steps; the cursor follows the step. */
export function useStepActions() {
  const { store, rows, reveal } = useEditor();
  return useMemo(() => {
    const move = (from: Path, to: Place) => {
      store.update((plan) => moveStep(plan, from, to));
      reveal(pathAfterMove(from, to));
    };
    return {
      move,
      moveTowards(path: Path, direction: Direction): boolean {
        const to = placeTowards(store.document(), path, direction);
        if (to) move(path, to);
        return to !== undefined;
      },
      add(type: StepType, place: Place) {
        const step = STEP_KINDS[type].make();
        store.update((plan) => insertStep(plan, place, step));
        rows.set(step, true);
        reveal(join(place.list, place.index, FIRST_FIELD[type]));
      },
      duplicate(path: Path) {
        store.update((plan) => duplicateStep(plan, path));
        const { list, index } = placeOf(path);
        reveal(join(list, index + 1));
      },
      remove(path: Path) {
        const step = getAt(store.document(), path) as StepDraft;
        const place = placeOf(path);
        store.update((plan) => removeStep(plan, path));
        reveal(neighbourOf(store.document(), place));
        toast(`Removed “${stepTitle(step)}”`, {
          action: {
            label: 'Undo',
            onClick: () => {
              // The list may be gone by now, together with the container it was in.
              const list = getAt(store.document(), place.list) ? place.list : 'scenarios.0.steps';
              store.update((plan) => insertStep(plan, { list, index: place.index }, step));
              reveal(join(list, place.index));
            },
          },
        });
      },
    };
  }, [store, rows, reveal]);
}

/** Where the cursor goes when a step is added. */
const FIRST_FIELD: Record<StepType, string> = {
  request: 'url',
  websocket: 'url',
  sse: 'url',
  think: 'time',
  group: 'name',
  set: 'variable',
  repeat: 'times',
  if: 'condition.left',
  choose: '',
};

/** The step that is now where another was, else the one before it, else the list. */
function neighbourOf(plan: unknown, { list, index }: Place): Path {
  const steps = (getAt(plan, list) as StepDraft[] | undefined) ?? [];
  return steps.length === 0 ? list : join(list, Math.min(index, steps.length - 1));
}
