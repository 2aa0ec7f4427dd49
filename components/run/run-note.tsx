'use client';

import { NotebookPen } from 'lucide-react';
import { useState } from 'react';
import { useEditRun } from '@/components/api/runs.ts';
import { Button } from '@/components/ui/button.tsx';
import { Textarea } from '@/components/ui/textarea.tsx';
import { toastError } from '@/components/ui/toast.tsx';
import type { RunListItem } from '@/lib/api/contract.ts';

/** What a person wants to remember of a run, edited where it stands. */
export function RunNote({ run }: { run: RunListItem }) {
  const edit = useEditRun(run.id);
  const [draft, setDraft] = useState<string | null>(null);

  const save = async () => {
    if (draft === null) return;
    try {
      await edit.mutateAsync({ note: draft.trim() });
      setDraft(null);
    } catch (error) {
      toastError('The note could not be saved', error);
    }
  };

  if (draft !== null) {
    return (
      <div className="flex min-w-64 max-w-3xl flex-1 flex-col gap-2">
        <Textarea
          autoFocus
          aria-label="Note"
          placeholder="What was changed, what was seen, who to ask"
          value={draft}
          maxLength={4000}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setDraft(null);
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
          }}
        />
        <div className="flex gap-2">
          <Button variant="primary" size="sm" busy={edit.isPending} onClick={() => void save()}>
            Save note
          </Button>
          <Button size="sm" onClick={() => setDraft(null)}>
            Cancel
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className="flex max-w-3xl items-start gap-2">
      {run.note ? (
        <p className="min-w-0 whitespace-pre-wrap break-words border-border border-l-2 pl-3 text-sm">
          {run.note}
        </p>
      ) : null}
      <Button
        variant="ghost"
        size="sm"
        className={run.note ? undefined : '-ml-2'}
        onClick={() => setDraft(run.note)}
      >
        <NotebookPen aria-hidden />
        {run.note ? 'Edit note' : 'Add a note'}
      </Button>
    </div>
  );
}
