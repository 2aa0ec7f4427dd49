'use client';

import { Plus, X } from 'lucide-react';
import { useId } from 'react';
import { useForm, useIssue } from '@/components/form/form-context.tsx';
import { join } from '@/components/form/path.ts';
import { rowKey } from '@/components/form/row-key.ts';
import { Button } from '@/components/ui/button.tsx';
import { FieldError } from '@/components/ui/field.tsx';
import { IconButton } from '@/components/ui/icon-button.tsx';
import { Input } from '@/components/ui/input.tsx';
import type { SecretDraft } from './environment-draft.ts';

const PATH = 'secrets';

/** Secrets by name. What is stored is not shown: it can be replaced or removed. */
export function SecretRows({ secrets }: { secrets: SecretDraft[] }) {
  const form = useForm();
  return (
    <div className="flex flex-col gap-1.5">
      {secrets.map((secret, index) => (
        <SecretRow
          key={rowKey(secret)}
          path={join(PATH, index)}
          secret={secret}
          onRemove={() => form.set(PATH, secrets.toSpliced(index, 1))}
        />
      ))}
      <Button
        size="sm"
        variant="ghost"
        className="self-start"
        onClick={() => form.set(PATH, [...secrets, { name: '', value: '', stored: false }])}
      >
        <Plus aria-hidden />
        Add secret
      </Button>
    </div>
  );
}

function SecretRow({ path, secret, onRemove }: { path: string; secret: SecretDraft; onRemove: () => void }) {
  const form = useForm();
  const id = useId();
  const issue = useIssue(path);
  const described = issue ? { 'aria-invalid': true, 'aria-describedby': id } : {};
  return (
    <div>
      <div className="flex items-center gap-1.5">
        <Input
          mono
          data-path={path}
          className="basis-2/5"
          aria-label="Name of the secret"
          placeholder="password"
          value={secret.name}
          readOnly={secret.stored}
          onChange={(event) => form.set(join(path, 'name'), event.target.value)}
          {...described}
        />
        <Input
          mono
          type="password"
          autoComplete="new-password"
          className="flex-1"
          aria-label={`Value of the secret ${secret.name}`}
          placeholder={secret.stored ? 'set; type to replace it' : 'value'}
          value={secret.value}
          onChange={(event) => form.set(join(path, 'value'), event.target.value)}
          {...described}
        />
        <IconButton label={`Remove the secret ${secret.name}`} onClick={onRemove}>
          <X aria-hidden />
        </IconButton>
      </div>
      {issue ? <FieldError id={id}>{issue.message}</FieldError> : null}
    </div>
  );
}
