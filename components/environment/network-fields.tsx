'use client';

import { useForm } from '@/components/form/form-context.tsx';
import { SelectAt } from '@/components/form/select-at.tsx';
import { LongTextAt, TextAt } from '@/components/form/text-at.tsx';
import type { EnvironmentDraft } from './environment-draft.ts';

type Policy = 'once' | 'per-connection' | 'every';

const POLICIES: { value: Policy; label: string; hint: string }[] = [
  { value: 'every', label: 'After a time', hint: 'An answer holds so long' },
  { value: 'once', label: 'Once', hint: 'Once in a run' },
  { value: 'per-connection', label: 'Per connection', hint: 'For every new connection' },
];

/** How the target is found. */
export function NetworkFields({ draft: { hosts, resolve } }: { draft: EnvironmentDraft }) {
  const form = useForm();
  const policy: Policy = resolve === 'once' || resolve === 'per-connection' ? resolve : 'every';
  return (
    <>
      <LongTextAt
        path="hosts"
        value={hosts}
        label="Addresses of names"
        mono
        rows={2}
        placeholder="staging.example.com 10.0.0.5 10.0.0.6:8443"
        hint="Instead of what DNS says, one name per line. New connections use the addresses in turn; each must be allowed."
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectAt
          path="resolvePolicy"
          value={policy}
          choices={POLICIES}
          label="Look names up again"
          onPick={(next) => form.set('resolve', next === 'every' ? '30s' : next)}
        />
        {policy === 'every' ? (
          <TextAt path="resolve" value={resolve} label="An answer holds" placeholder="30s" />
        ) : null}
      </div>
    </>
  );
}

const VERSIONS = [
  { value: '1.1', label: 'HTTP/1.1' },
  { value: '2', label: 'HTTP/2 where offered', hint: 'Targets with https:// choose; others get HTTP/1.1' },
] as const;

/** How it is spoken to. */
export function ProtocolFields({ draft: { httpVersion, proxy } }: { draft: EnvironmentDraft }) {
  return (
    <>
      <SelectAt path="httpVersion" value={httpVersion} choices={VERSIONS} label="Protocol" />
      <div className="grid gap-4 sm:grid-cols-3">
        <TextAt
          path="proxy.url"
          value={proxy.url}
          label="Proxy"
          mono
          placeholder="http://proxy.example.com:3128"
          hint="Must be allowed, as its targets must."
        />
        <TextAt path="proxy.user" value={proxy.user} label="User of the proxy" mono />
        <TextAt
          path="proxy.password"
          value={proxy.password}
          label="Password of the proxy"
          mono
          placeholder="{{proxyPassword}}"
          hint="A placeholder that names a secret."
        />
      </div>
    </>
  );
}
