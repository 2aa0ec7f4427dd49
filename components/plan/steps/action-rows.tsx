'use client';

import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { useForm } from '@/components/form/form-context.tsx';
import { join, type Path } from '@/components/form/path.ts';
import { RowIssues } from '@/components/form/row-issues.tsx';
import { rowKey } from '@/components/form/row-key.ts';
import { Button } from '@/components/ui/button.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Menu, MenuItem } from '@/components/ui/menu.tsx';
import { ACTION_TYPES, newAction } from '../document/new-action.ts';
import type { ActionDraft } from '../document/plan-draft.ts';
import { ActionForm } from './action-form.tsx';

const WORDS: Record<ActionDraft['type'], { label: string; about: string }> = {
  send: { label: 'Send', about: 'Sends one message' },
  expect: { label: 'Expect', about: 'Waits for a message; checks it and takes values from it' },
  hold: { label: 'Hold', about: 'Keeps the session open and waits' },
  repeat: { label: 'Repeat', about: 'Performs its actions several times' },
  'expect-close': { label: 'Expect close', about: 'Waits until the target closes the session' },
  close: { label: 'Close', about: 'Closes the session' },
};

const drawActions = (path: Path, actions: ActionDraft[]) => <ActionRows path={path} actions={actions} />;

/** What is done in a session, one action after the other. */
export function ActionRows({ path, actions }: { path: Path; actions: ActionDraft[] }) {
  const form = useForm();
  const swap = (index: number, other: number) => {
    const [one, two] = [actions[index], actions[other]];
    if (one && two) form.set(path, actions.with(index, two).with(other, one));
  };
  return (
    <div className="flex flex-col gap-3">
      <ol aria-label="Actions" className="flex flex-col gap-3">
        {actions.map((action, index) => {
          const { label } = WORDS[action.type];
          const at = join(path, index);
          return (
            <li key={rowKey(action)} className="min-w-0 border-border border-l pl-3">
              <div className="flex items-center gap-1">
                <span className="flex-1 font-medium text-sm">{label}</span>
                <IconButton
                  label={`Move ${label} up`}
                  disabled={index === 0}
                  onClick={() => swap(index, index - 1)}
                >
                  <ArrowUp aria-hidden />
                </IconButton>
                <IconButton
                  label={`Move ${label} down`}
                  disabled={index === actions.length - 1}
                  onClick={() => swap(index, index + 1)}
                >
                  <ArrowDown aria-hidden />
                </IconButton>
                <IconButton
                  label={`Remove ${label}`}
                  onClick={() => form.set(path, actions.toSpliced(index, 1))}
                >
                  <X aria-hidden />
                </IconButton>
              </div>
              <ActionForm path={at} action={action} drawActions={drawActions} />
              <RowIssues path={at} />
            </li>
          );
        })}
      </ol>
      <Menu
        align="start"
        trigger={
          <Button size="sm" variant="ghost" className="self-start" data-path={path}>
            <Plus aria-hidden />
            Add an action
          </Button>
        }
      >
        {ACTION_TYPES.map((type) => (
          <MenuItem key={type} onSelect={() => form.set(path, [...actions, newAction(type)])}>
            <span>
              <span className="block">{WORDS[type].label}</span>
              <span className="block text-muted text-xs">{WORDS[type].about}</span>
            </span>
          </MenuItem>
        ))}
      </Menu>
    </div>
  );
}
