'use client';

import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { FieldError } from '@/components/ui/field.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Input } from '@/components/ui/input.tsx';
import { useForm, useIssue } from './form-context.tsx';
import { join, type Path } from './path.ts';
import { rowKey } from './row-key.ts';

type Pair = { name: string; value: string };

/** Names and values: headers, query, variables. `what` is one of them: "header". */
export function PairsAt({
  path,
  pairs,
  what,
  placeholders,
  list,
}: {
  path: Path;
  pairs: Pair[];
  what: string;
  placeholders?: { name: string; value: string };
  /** Id of a `<datalist>` with usual names. */
  list?: string;
}) {
  const form = useForm();
  return (
    <div className="flex flex-col gap-1.5">
      {pairs.map((pair, index) => (
        <PairRow
          key={rowKey(pair)}
          path={join(path, index)}
          pair={pair}
          what={what}
          placeholders={placeholders}
          list={list}
          onRemove={() => form.set(path, pairs.toSpliced(index, 1))}
        />
      ))}
      <Button
        size="sm"
        variant="ghost"
        className="self-start"
        data-path={pairs.length === 0 ? path : undefined}
        onClick={() => form.set(path, [...pairs, { name: '', value: '' }])}
      >
        <Plus aria-hidden />
        Add {what}
      </Button>
    </div>
  );
}

function PairRow({
  path,
  pair,
  what,
  placeholders = { name: 'name', value: 'value' },
  list,
  onRemove,
}: {
  path: Path;
  pair: Pair;
  what: string;
  placeholders?: { name: string; value: string };
  list?: string;
  onRemove: () => void;
}) {
  const form = useForm();
  const id = useId();
  const issue = useIssue(path);
  const described = issue ? { 'aria-invalid': issue.kind === 'error', 'aria-describedby': id } : {};
  return (
    <div>
      <div className="flex items-center gap-1.5">
        <Input
          mono
          list={list}
          data-path={path}
          className="basis-2/5"
          aria-label={`Name of the ${what}`}
          placeholder={placeholders.name}
          value={pair.name}
          onChange={(event) => form.set(join(path, 'name'), event.target.value)}
          {...described}
        />
        <Input
          mono
          className="flex-1"
          aria-label={`Value of the ${what} ${pair.name}`}
          placeholder={placeholders.value}
          value={pair.value}
          onChange={(event) => form.set(join(path, 'value'), event.target.value)}
          {...described}
        />
        <IconButton label={`Remove the ${what} ${pair.name}`} onClick={onRemove}>
          <X aria-hidden />
        </IconButton>
      </div>
      {issue ? <FieldError id={id}>{issue.message}</FieldError> : null}
    </div>
  );
}
