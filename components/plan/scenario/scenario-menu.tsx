'use client';

import { ArrowLeft, ArrowRight, Copy, Ellipsis, Trash2 } from 'lucide-react';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu.tsx';
import { useEditor } from '../editor/editor-view.tsx';
import { useScenarioActions } from './use-scenario-actions.ts';

/** What can be done with a scenario beside editing it. */
export function ScenarioMenu({ index, name }: { index: number; name: string }) {
  const { store } = useEditor();
  const { duplicate, move, remove } = useScenarioActions();
  const last = store.document().scenarios.length - 1;
  return (
    <Menu
      trigger={
        <IconButton label={`More about the scenario ${name}`}>
          <Ellipsis aria-hidden />
        </IconButton>
      }
    >
      <MenuItem onSelect={() => duplicate(index)}>
        <Copy aria-hidden />
        Duplicate
      </MenuItem>
      <MenuItem disabled={index === 0} onSelect={() => move(index, index - 1)}>
        <ArrowLeft aria-hidden />
        Move before the one on its left
      </MenuItem>
      <MenuItem disabled={index === last} onSelect={() => move(index, index + 1)}>
        <ArrowRight aria-hidden />
        Move behind the one on its right
      </MenuItem>
      <MenuSeparator />
      <MenuItem tone="danger" disabled={last === 0} onSelect={() => remove(index)}>
        <Trash2 aria-hidden />
        Remove
      </MenuItem>
    </Menu>
  );
}
