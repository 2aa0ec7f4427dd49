'use client';

import { AlertDialog as Radix } from 'radix-ui';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from './button.tsx';
import { cn } from './class-names.ts';
import { overlayStyle, panelStyle } from './dialog.tsx';
import { Field } from './field.tsx';
import { Input } from './input.tsx';

/**
 * Asks before something that cannot be taken back. With `word` the person must type it first.
 * `onConfirm` may take its time: the dialog stays until it is done, and open when it fails.
 */
export function AlertDialog({
  open,
  onOpenChange,
  trigger,
  title,
  description,
  confirm,
  cancel = 'Cancel',
  word,
  tone = 'danger',
  quick = false,
  onConfirm,
}: {
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  trigger?: ReactNode;
  title: ReactNode;
  description: ReactNode;
  confirm: string;
  cancel?: string;
  word?: string;
  tone?: 'danger' | 'primary';
  /** The confirming button has the focus at once: where hesitating is worse than a wrong press. */
  quick?: boolean;
  onConfirm: () => unknown;
}) {
  const [ownOpen, setOwnOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const confirmRef = useRef<HTMLButtonElement>(null);
  const change = (next: boolean) => {
    setTyped('');
    setOwnOpen(next);
    onOpenChange?.(next);
  };
  const run = async () => {
    setBusy(true);
    try {
      await onConfirm();
      change(false);
    } catch {
      // Whoever handed us `onConfirm` says what went wrong; the question stays open for another try.
    } finally {
      setBusy(false);
    }
  };
  return (
    <Radix.Root open={open ?? ownOpen} onOpenChange={change}>
      {trigger ? <Radix.Trigger asChild>{trigger}</Radix.Trigger> : null}
      <Radix.Portal>
        <Radix.Overlay className={overlayStyle} />
        <Radix.Content
          className={cn(panelStyle, 'max-w-md')}
          onOpenAutoFocus={(event) => {
            if (!quick) return;
            event.preventDefault();
            confirmRef.current?.focus();
          }}
        >
          <form
            className="contents"
            onSubmit={(event) => {
              event.preventDefault();
              void run();
            }}
          >
            <div className="flex flex-col gap-3 overflow-y-auto p-5">
              <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
              <Radix.Description asChild>
                <div className="text-muted text-sm">{description}</div>
              </Radix.Description>
              {word ? (
                <Field label={<>Type “{word}” to go on</>}>
                  {(control) => (
                    <Input {...control} value={typed} onChange={(event) => setTyped(event.target.value)} />
                  )}
                </Field>
              ) : null}
            </div>
            <div className="flex flex-wrap justify-end gap-2 rounded-b-xl border-border border-t bg-surface-2/50 px-5 py-3">
              <Radix.Cancel asChild>
                <Button>{cancel}</Button>
              </Radix.Cancel>
              <Button
                ref={confirmRef}
                type="submit"
                variant={tone}
                busy={busy}
                disabled={word !== undefined && typed.trim() !== word.trim()}
              >
                {confirm}
              </Button>
            </div>
          </form>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
