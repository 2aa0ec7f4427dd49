'use client';

import { Pencil } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useEditRun } from '@/components/api/runs.ts';
import { Button } from '@/components/ui/button.tsx';
import { cn } from '@/components/ui/class-names.ts';
import { Input } from '@/components/ui/input.tsx';
import { toastError } from '@/components/ui/toast.tsx';

/** A short text of a run that is edited where it stands. Enter keeps, Escape leaves it as it was. */
export function EditableWord({
  runId,
  field,
  value,
  label,
  mono = false,
}: {
  runId: string;
  field: 'release' | 'gitCommit';
  value: string;
  label: string;
  mono?: boolean;
}) {
  const edit = useEditRun(runId);
  const [draft, setDraft] = useState<string | null>(null);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (draft === null) return;
    try {
      await edit.mutateAsync({ [field]: draft.trim() });
      setDraft(null);
    } catch (error) {
      toastError(`The ${label} could not be saved`, error);
    }
  };

  if (draft === null) {
    return (
      <button
        type="button"
        onClick={() => setDraft(value)}
        className="group inline-flex items-baseline gap-1 rounded-sm text-text hover:underline"
      >
        <span className="sr-only">Edit the {label}: </span>
        <span className={cn('break-all', mono && 'font-mono text-xs', value === '' && 'text-muted')}>
          {value || 'add'}
        </span>
        <Pencil aria-hidden className="size-3 self-center text-muted" />
      </button>
    );
  }
  return (
    <form onSubmit={save} className="inline-flex items-center gap-1">
      <Input
        autoFocus
        aria-label={label}
        value={draft}
        maxLength={100}
        mono={mono}
        className="h-7 w-36"
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setDraft(null);
        }}
      />
      <Button type="submit" size="sm" busy={edit.isPending}>
        Save
      </Button>
    </form>
  );
}
