'use client';

import { Plus } from 'lucide-react';
import { Button } from '@/components/ui/button.tsx';
import { Menu, MenuItem } from '@/components/ui/menu.tsx';
import { STEP_KINDS, STEP_TYPES } from '../document/new-step.ts';
import type { Place } from '../document/step-tree.ts';
import { useStepActions } from './use-step-actions.ts';

/** Adds a step at the end of a list; `to` names the list, since a plan has several. */
export function AddStepMenu({ place, to }: { place: Place; to: string }) {
  const { add } = useStepActions();
  return (
    <Menu
      align="start"
      trigger={
        <Button size="sm" variant="ghost" data-path={place.list} aria-label={`Add a step: ${to}`}>
          <Plus aria-hidden />
          Add a step
        </Button>
      }
    >
      {STEP_TYPES.map((type) => {
        const { label: name, about, Icon } = STEP_KINDS[type];
        return (
          <MenuItem key={type} onSelect={() => add(type, place)} className="items-start">
            <Icon aria-hidden className="mt-0.5" />
            <span>
              <span className="block">{name}</span>
              <span className="block text-muted text-xs">{about}</span>
            </span>
          </MenuItem>
        );
      })}
    </Menu>
  );
}
