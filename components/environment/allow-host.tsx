'use client';

import { ShieldCheck, TriangleAlert } from 'lucide-react';
import { useForm } from '@/components/form/form-context.tsx';
import { Button } from '@/components/ui/button.tsx';
import { type EnvironmentDraft, refusedHost } from './environment-draft.ts';

/** Offers to allow the host of the base URL when load to it would be refused. */
export function AllowHost({ draft }: { draft: EnvironmentDraft }) {
  const form = useForm();
  const host = refusedHost(draft);
  if (host === undefined) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <p className="flex items-start gap-1 text-warn text-xs">
        <TriangleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
        Nothing is sent to {host} until it is allowed.
      </p>
      <Button
        size="sm"
        onClick={() => form.set('allowedHosts', [draft.allowedHosts.trim(), host].filter(Boolean).join('\n'))}
      >
        <ShieldCheck aria-hidden />
        Allow load to {host}
      </Button>
    </div>
  );
}
