'use client';

import { type FormEvent, useState } from 'react';
import { useCreateToken } from '@/components/api/tokens.ts';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Field } from '@/components/ui/field.tsx';
import { Input } from '@/components/ui/input.tsx';
import { Select } from '@/components/ui/select.tsx';
import { TOKEN_SCOPES, TokenScope } from '@/lib/api/tokens.ts';

const HINTS: Record<TokenScope, string> = {
  read: 'look at plans, runs and comparisons',
  run: 'and run, stop, keep and label runs: what a build needs',
  admin: 'and change and delete anything',
};

/** Makes a token, and shows it until the page is left. */
export function NewToken() {
  const [name, setName] = useState('');
  const [scope, setScope] = useState<TokenScope>('run');
  const create = useCreateToken();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ name, scope }, { onSuccess: () => setName('') });
  };
  return (
    <Card className="p-4">
      <form onSubmit={submit} className="flex flex-wrap items-end gap-3">
        <Field label="What it is for" className="min-w-56 grow">
          {(control) => (
            <Input
              {...control}
              required
              maxLength={100}
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </Field>
        <Field label="What it may" className="w-40">
          {(control) => (
            <Select
              {...control}
              value={scope}
              onValueChange={(value) => setScope(TokenScope.parse(value))}
              choices={TOKEN_SCOPES.map((value) => ({ value, label: value, hint: HINTS[value] }))}
            />
          )}
        </Field>
        <Button type="submit" variant="primary" busy={create.isPending}>
          Make a token
        </Button>
      </form>
      {create.error ? <ErrorState title="The token could not be made" error={create.error} /> : null}
      {create.data ? (
        <output className="mt-3 block text-sm">
          Copy it now, it is not shown again:{' '}
          <code className="break-all rounded-sm bg-surface-2 px-1.5 py-0.5">{create.data.token}</code>
        </output>
      ) : null}
    </Card>
  );
}
