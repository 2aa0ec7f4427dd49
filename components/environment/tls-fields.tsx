'use client';

import { useForm } from '@/components/form/form-context.tsx';
import { LongTextAt, TextAt } from '@/components/form/text-at.tsx';
import { Field } from '@/components/ui/field.tsx';
import { Switch } from '@/components/ui/switch.tsx';
import type { TlsOptions } from '@/lib/plan/tls-options.ts';

/** How certificates are checked and shown. */
export function TlsFields({ tls }: { tls: TlsOptions }) {
  const form = useForm();
  return (
    <>
      <LongTextAt
        path="tls.ca"
        value={tls.ca}
        label="Own certificate authority"
        mono
        rows={2}
        placeholder="-----BEGIN CERTIFICATE-----"
        hint="PEM; trusted beside the usual ones."
      />
      <LongTextAt
        path="tls.certificate"
        value={tls.certificate}
        label="Client certificate"
        mono
        rows={2}
        placeholder="-----BEGIN CERTIFICATE-----"
        hint="PEM, or a placeholder that names a secret."
      />
      <div className="grid gap-4 sm:grid-cols-3">
        <TextAt path="tls.key" value={tls.key} label="Its key" mono placeholder="{{clientKey}}" />
        <TextAt
          path="tls.passphrase"
          value={tls.passphrase}
          label="Its passphrase"
          mono
          placeholder="{{passphrase}}"
        />
        <TextAt
          path="tls.serverName"
          value={tls.serverName}
          label="Server name (SNI)"
          mono
          placeholder="the URL's host"
        />
      </div>
      <Field
        label="Check certificates of targets"
        hint={tls.verify ? undefined : 'Off: anybody can answer for the target.'}
      >
        {(control) => (
          <Switch
            {...control}
            checked={tls.verify}
            onCheckedChange={(verify) => form.set('tls.verify', verify)}
          />
        )}
      </Field>
    </>
  );
}
