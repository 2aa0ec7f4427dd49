'use client';

import { ArrowDown, ArrowUp, Copy, Ellipsis, IndentDecrease, IndentIncrease, Trash2 } from 'lucide-react';
import type { Path } from '@/components/form/path.ts';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Kbd } from '@/components/ui/kbd.tsx';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu.tsx';
import type { StepDraft } from '../document/plan-draft.ts';
import { type Direction, placeTowards } from '../document/step-tree.ts';
import { useEditor } from '../editor/editor-view.tsx';
import { stepTitle } from './step-words.ts';
import { useStepActions } from './use-step-actions.ts';

const MOVES: { direction: Direction; label: string; key: string; Icon: typeof ArrowUp }[] = [
  { direction: 'up', label: 'Move up', key: 'Alt ↑', Icon: ArrowUp },
  { direction: 'down', label: 'Move down', key: 'Alt ↓', Icon: ArrowDown },
  { direction: 'into', label: 'Move into the step above', key: 'Alt →', Icon: IndentIncrease },
  { direction: 'out', label: 'Move out', key: 'Alt ←', Icon: IndentDecrease },
];

/** What can be done with a step beside editing it. */
export function StepMenu({ path, step }: { path: Path; step: StepDraft }) {
  const actions = useStepActions();
  return (
    <Menu
      trigger={
        <IconButton label={`More about ${stepTitle(step)}`}>
          <Ellipsis aria-hidden />
        </IconButton>
      }
    >
      <Moves path={path} />
      <MenuSeparator />
      <MenuItem onSelect={() => actions.duplicate(path)}>
        <Copy aria-hidden />
        Duplicate
      </MenuItem>
      <MenuItem tone="danger" onSelect={() => actions.remove(path)}>
        <Trash2 aria-hidden />
        Remove
      </MenuItem>
    </Menu>
  );
}

/** Drawn when the menu opens: what is possible depends on the neighbours. */
function Moves({ path }: { path: Path }) {
  const { store } = useEditor();
  const { moveTowards } = useStepActions();
  return MOVES.map(({ direction, label, key, Icon }) => (
    <MenuItem
      key={direction}
      disabled={placeTowards(store.document(), path, direction) === undefined}
      onSelect={() => moveTowards(path, direction)}
    >
      <Icon aria-hidden />
      <span className="flex-1">{label}</span>
      <Kbd>{key}</Kbd>
    </MenuItem>
  ));
}
