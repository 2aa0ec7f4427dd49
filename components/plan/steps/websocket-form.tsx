'use client';

import { useForm } from '@/components/form/form-context.tsx';
import { join, type Path } from '@/components/form/path.ts';
import { TextAt } from '@/components/form/text-at.tsx';
import { Button } from '@/components/ui/button.tsx';
import type { StepOf } from '../document/plan-draft.ts';
import { ActionRows } from './action-rows.tsx';
import { Part } from './request-form.tsx';
import { StreamAddress } from './stream-address.tsx';

/** Everything about one WebSocket session. */
export function WebSocketForm({ path, step }: { path: Path; step: StepOf<'websocket'> }) {
  const form = useForm();
  const at = join(path, 'subprotocols');
  const { subprotocols } = step;
  return (
    <div className="flex flex-col gap-4">
      <StreamAddress path={path} step={step} placeholder="wss://shop.example.com/chat" />
      <Part title="Protocols">
        <div className="flex flex-wrap items-end gap-2">
          {subprotocols.map((text, index) => (
            <div key={String(index)} className="flex items-end gap-1">
              <TextAt
                path={join(at, index)}
                value={text}
                label={`Subprotocol ${index + 1}`}
                hideLabel
                quiet
                mono
                className="w-40"
              />
              <Button
                size="sm"
                variant="ghost"
                onClick={() => form.set(at, subprotocols.toSpliced(index, 1))}
              >
                Remove
              </Button>
            </div>
          ))}
          <Button size="sm" variant="ghost" onClick={() => form.set(at, [...subprotocols, ''])}>
            Add subprotocol
          </Button>
        </div>
      </Part>
      <Part title="Actions">
        <ActionRows path={join(path, 'actions')} actions={step.actions} />
      </Part>
    </div>
  );
}
