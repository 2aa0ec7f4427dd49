'use client';

import { KeyRound, Plus, Undo2, X } from 'lucide-react';
import { useId } from 'react';
import { useForm, useIssue } from '@/components/form/form-context.tsx';
import { join } from '@/components/form/path.ts';
import { rowKey } from '@/components/form/row-key.ts';
import { Badge } from '@/components/ui/badge.tsx';
import { Button } from '@/components/ui/button.tsx';
import { FieldError } from '@/components/ui/field.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Input } from '@/components/ui/input.tsx';
import type { SecretRow } from './environment-draft.ts';

const PATH = 'secrets';

/** Secrets by name. Their values can be set and never read. */
export function SecretRows({ rows }: { rows: SecretRow[] }) {
  const form = useForm();
  return (
    <div className="flex flex-col gap-1.5">
      {rows.map((row, index) => (
        <Row
          key={rowKey(row)}
          row={row}
          index={index}
          onChange={(next) => form.set(join(PATH, index), next)}
          onRemove={() => form.set(PATH, rows.toSpliced(index, 1))}
        />
      ))}
      <Button
        size="sm"
        variant="ghost"
        className="self-start"
        onClick={() => form.set(PATH, [...rows, { name: '', value: '', state: 'new' }])}
      >
        <Plus aria-hidden />
        Add secret
      </Button>
    </div>
  );
}

function Row({
  row,
  index,
  onChange,
  onRemove,
}: {
  row: SecretRow;
  index: number;
  onChange: (row: SecretRow) => void;
  onRemove: () => void;
}) {
  const id = useId();
  const path = join(PATH, index);
  const issue = useIssue(path);
  return (
    <div>
      <div className="flex min-h-8 items-center gap-1.5">
        {row.state === 'new' ? (
          <Input
            mono
            data-path={path}
            className="basis-2/5"
            aria-label="Name of the secret"
            placeholder="name"
            value={row.name}
            onChange={(event) => onChange({ ...row, name: event.target.value })}
          />
        ) : (
          <span className="flex min-w-0 basis-2/5 items-center gap-1.5 truncate font-mono text-sm">
            <KeyRound aria-hidden className="size-3.5 shrink-0 text-muted" />
            <span className={row.state === 'removed' ? 'truncate line-through' : 'truncate'}>{row.name}</span>
          </span>
        )}
        <div className="flex min-w-0 flex-1 items-center gap-1.5">
          {row.state === 'kept' ? (
            <Badge tone="ok">set</Badge>
          ) : row.state === 'removed' ? (
            <Badge tone="fail">removed when saved</Badge>
          ) : (
            <Input
              mono
              type="password"
              autoComplete="new-password"
              data-path={row.state === 'new' ? undefined : path}
              aria-label={`Value of the secret ${row.name}`}
              aria-invalid={issue ? true : undefined}
              aria-describedby={issue ? id : undefined}
              placeholder={row.state === 'replaced' ? 'new value' : 'value'}
              value={row.value}
              onChange={(event) => onChange({ ...row, value: event.target.value })}
            />
          )}
        </div>
        <RowActions row={row} onChange={onChange} onRemove={onRemove} />
      </div>
      {issue ? <FieldError id={id}>{issue.message}</FieldError> : null}
    </div>
  );
}

function RowActions({
  row,
  onChange,
  onRemove,
}: {
  row: SecretRow;
  onChange: (row: SecretRow) => void;
  onRemove: () => void;
}) {
  switch (row.state) {
    case 'kept':
      return (
        <>
          <Button size="sm" variant="ghost" onClick={() => onChange({ ...row, state: 'replaced' })}>
            Replace<span className="sr-only"> {row.name}</span>
          </Button>
          <IconButton label={`Remove ${row.name}`} onClick={() => onChange({ ...row, state: 'removed' })}>
            <X aria-hidden />
          </IconButton>
        </>
      );
    case 'new':
      return (
        <IconButton label={`Remove the secret ${row.name}`} onClick={onRemove}>
          <X aria-hidden />
        </IconButton>
      );
    default:
      return (
        <IconButton
          label={`Leave ${row.name} as it was`}
          onClick={() => onChange({ ...row, value: '', state: 'kept' })}
        >
          <Undo2 aria-hidden />
        </IconButton>
      );
  }
}
