'use client';

import { type FormEvent, useState } from 'react';
import { useAnnotate } from '@/components/api/steer.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Field } from '@/components/ui/field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { toastError } from '@/components/ui/toast.tsx';
import { formatDurationClock } from '@/lib/format/format.ts';
import { MAX_NOTE } from '@/lib/run/limits.ts';
import { setOwnName, useOwnName } from './own-name.ts';

/** Notes the moment at which it was opened: the words may take longer. `atSecond` is counted from the start of the run. */
export function AnnotateDialog({
  runId,
  atSecond,
  onClose,
}: {
  runId: string;
  atSecond: number;
  onClose: () => void;
}) {
  const annotate = useAnnotate(runId);
  const name = useOwnName();
  const [text, setText] = useState('');
  const [by, setBy] = useState(name);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    if (by.trim() !== '') setOwnName(by);
    try {
      await annotate.mutateAsync({ text, atSecond, by: by.trim() || undefined });
      onClose();
    } catch (error) {
      toastError('The note could not be kept', error);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      width="sm"
      title={`Note the moment ${formatDurationClock(Math.floor(atSecond))}`}
      description="Everybody who looks at this run sees it, on every chart."
    >
      <form onSubmit={save} className="flex flex-col gap-3">
        <Field label="What happened">
          {(control) => (
            <Input
              {...control}
              autoFocus
              value={text}
              maxLength={MAX_NOTE}
              placeholder="restarted pod 3"
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        <Field label="Your name">
          {(control) => (
            <Input {...control} value={by} maxLength={60} onChange={(event) => setBy(event.target.value)} />
          )}
        </Field>
        <div className="flex justify-end">
          <Button type="submit" variant="primary" busy={annotate.isPending} disabled={text.trim() === ''}>
            Keep the note
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
