'use client';

import { ShieldCheck } from 'lucide-react';
import { useForm } from '@/components/form/form-context.tsx';
import { Button } from '@/components/ui/button.tsx';
import { type EnvironmentDraft, refusedHost } from './environment-draft.ts';

/** Offers to allow the host of the base URL when load to it would be refused. */
export function AllowHost({ draft }: { draft: EnvironmentDraft }) {
  const form = useForm();
  const host = refusedHost(draft.baseUrl, draft.allowedHosts);
  if (host === undefined) return null;
  return (
    <Button
      size="sm"
      className="self-start"
      onClick={() => form.set('allowedHosts', [draft.allowedHosts.trim(), host].filter(Boolean).join('\n'))}
    >
      <ShieldCheck aria-hidden />
      Allow load to {host}
    </Button>
  );
}
