'use client';

import { useForm } from '@/components/form/form-context.tsx';
import { join, type Path } from '@/components/form/path.ts';
import { TextAt } from '@/components/form/text-at.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import type { Auth } from '@/lib/plan/auth.ts';

type AuthType = Auth['type'] | 'none';

const TYPES: { value: AuthType; label: string }[] = [
  { value: 'none', label: 'None' },
  { value: 'basic', label: 'Basic' },
  { value: 'bearer', label: 'Bearer' },
];

/** How a request says who it is. */
export function RequestAuth({ path, auth }: { path: Path; auth: Auth | undefined }) {
  const form = useForm();
  return (
    <div className="flex flex-col gap-2" data-path={path}>
      <Segmented
        label="Kind of authorization"
        value={auth?.type ?? 'none'}
        choices={TYPES}
        onValueChange={(type) => form.set(path, authOfType(type))}
      />
      {auth?.type === 'basic' ? (
        <div className="grid gap-3 sm:grid-cols-2">
          <TextAt path={join(path, 'user')} value={auth.user} label="User" mono placeholder="{{user}}" />
          <TextAt
            path={join(path, 'password')}
            value={auth.password}
            label="Password"
            mono
            placeholder="{{password}}"
            hint="Best a secret of the environment."
          />
        </div>
      ) : null}
      {auth?.type === 'bearer' ? (
        <TextAt
          path={join(path, 'token')}
          value={auth.token}
          label="Token"
          mono
          placeholder="{{token}}"
          hint="A secret, or one that was extracted before."
        />
      ) : null}
    </div>
  );
}

function authOfType(type: AuthType): Auth | undefined {
  switch (type) {
    case 'none':
      return undefined;
    case 'basic':
      return { type, user: '', password: '' };
    case 'bearer':
      return { type, token: '' };
  }
}
