'use client';

import { useState } from 'react';
import { usePlans } from '@/components/api/plans.ts';
import { useRetention } from '@/components/api/retention.ts';
import { Button } from '@/components/ui/button.tsx';
import { KeepRunsDialog } from './keep-runs-dialog.tsx';
import { ruleWords } from './rule-words.ts';

/** Above the runs of one plan: how long they are kept, and the way to change that. */
export function KeepRunsLine({ planId }: { planId: string }) {
  const [isOpen, setOpen] = useState(false);
  const { data: rule } = useRetention(planId);
  const plan = usePlans().data?.find(({ id }) => id === planId);
  if (!rule || !plan) return null;
  return (
    <p className="-mt-2 flex flex-wrap items-center gap-x-2 text-muted text-sm">
      {ruleWords(rule)}
      <Button variant="ghost" size="sm" onClick={() => setOpen(true)}>
        Change…
      </Button>
      {isOpen ? <KeepRunsDialog plan={plan} onClose={() => setOpen(false)} /> : null}
    </p>
  );
}
