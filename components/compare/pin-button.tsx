'use client';

import { Pin, PinOff } from 'lucide-react';
import { useBaselines, usePinBaseline } from '@/components/api/baselines.ts';
import { Button } from '@/components/ui/button.tsx';
import { toast, toastError } from '@/components/ui/toast.tsx';
import type { RunListItem } from '@/lib/api/contract.ts';

/** Makes a run what the runs of its plan in its environment are measured by, or takes that back. */
export function PinButton({ run }: { run: RunListItem }) {
  const { id: environmentId } = run.environment;
  const { data } = useBaselines(run.plan.id);
  const pin = usePinBaseline(run.plan.id);
  if (!data || environmentId === null || (run.verdict !== 'passed' && run.verdict !== 'failed')) return null;
  const isPinned = data.some((one) => one.run.id === run.id);
  const change = () =>
    pin.mutate(
      { environmentId, runId: isPinned ? null : run.id },
      {
        onSuccess: () =>
          toast.success(
            isPinned
              ? 'No baseline is pinned any more'
              : `Runs in ${run.environment.name} are measured by this one`,
          ),
        onError: (error) => toastError('The baseline was not changed', error),
      },
    );
  const Icon = isPinned ? PinOff : Pin;
  return (
    <Button onClick={change} busy={pin.isPending}>
      {pin.isPending ? null : <Icon aria-hidden />}
      {isPinned ? 'Unpin the baseline' : `Pin as the baseline of ${run.environment.name}`}
    </Button>
  );
}
