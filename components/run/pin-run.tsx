'use client';

import { Pin, PinOff } from 'lucide-react';
import { useEditRun } from '@/components/api/runs.ts';
import { cn } from '@/components/ui/class-names.ts';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { MenuItem } from '@/components/ui/menu.tsx';
import { toast, toastError } from '@/components/ui/toast.tsx';
import type { RunListItem } from '@/lib/api/contract.ts';

function usePin(run: RunListItem) {
  const edit = useEditRun(run.id);
  return () =>
    // The menu is gone when the answer comes, and callbacks of `mutate` with it.
    edit.mutateAsync({ pinned: !run.pinned }).then(
      ({ pinned }) =>
        toast.success(
          pinned ? 'Pinned: no rule deletes this run' : 'No longer pinned: the rule of its plan holds',
        ),
      (error) => toastError('The run could not be pinned', error),
    );
}

/** In a list: whether a run is kept for good. */
export function PinButton({ run, name }: { run: RunListItem; name: string }) {
  const toggle = usePin(run);
  return (
    <IconButton
      label={run.pinned ? `Unpin ${name}` : `Pin ${name}: no rule deletes it`}
      aria-pressed={run.pinned}
      onClick={() => void toggle()}
    >
      <Pin aria-hidden className={cn(run.pinned && 'fill-current text-accent')} />
    </IconButton>
  );
}

export function PinItem({ run }: { run: RunListItem }) {
  const toggle = usePin(run);
  const Icon = run.pinned ? PinOff : Pin;
  return (
    <MenuItem onSelect={() => void toggle()}>
      <Icon aria-hidden />
      {run.pinned ? 'Unpin: the rule of its plan holds' : 'Pin: no rule deletes it'}
    </MenuItem>
  );
}
