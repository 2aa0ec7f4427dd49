'use client';

import { useId } from 'react';
import { useForm } from '@/components/form/form-context.tsx';
import { TextAt } from '@/components/form/text-at.tsx';
import { Switch } from '@/components/ui/switch.tsx';
import type { EnvironmentDraft } from './environment-draft.ts';

/** Whether people depend on the target, and what follows from that. */
export function ProductionFields({
  draft: { production, deadMansSwitch },
}: {
  draft: Pick<EnvironmentDraft, 'production' | 'deadMansSwitch'>;
}) {
  const form = useForm();
  const id = useId();
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <div className="flex h-8 items-center gap-2 sm:mt-6">
        <Switch id={id} checked={production} onCheckedChange={(next) => form.set('production', next)} />
        <label htmlFor={id} className="text-sm">
          This is production
        </label>
      </div>
      {production ? (
        <TextAt
          path="deadMansSwitch"
          value={deadMansSwitch}
          label="Dead man's switch"
          placeholder="30s"
          hint="A run ends when nobody has had its page open for so long. Empty: it goes on."
        />
      ) : null}
    </div>
  );
}
