'use client';

import { Square } from 'lucide-react';
import { useStopRun } from '@/components/api/runs.ts';
import { useOwnName } from '@/components/run/steer/own-name.ts';
import { Button } from '@/components/ui/button.tsx';
import { toastError } from '@/components/ui/toast.tsx';
import type { LaunchDetail } from '@/lib/api/launches.ts';

/** Ends a rehearsal: what waits never starts, and what runs ends within a second. */
export function StopLaunch({ launch: { levels } }: { launch: LaunchDetail }) {
  const stop = useStopRun();
  const by = useOwnName();
  const isStopping = stop.isPending || stop.isSuccess;
  const stopAll = async () => {
    // The last one first, or the next would start as soon as the one before it ends.
    for (const { run } of levels.toReversed())
      if (run.status !== 'finished') await stop.mutateAsync({ id: run.id, by });
  };
  return (
    <Button
      variant="danger"
      busy={isStopping}
      onClick={() => stopAll().catch((error) => toastError('The rehearsal could not be stopped', error))}
    >
      {isStopping ? null : <Square aria-hidden className="fill-current" />}
      {isStopping ? 'Stopping…' : 'Stop the rehearsal'}
    </Button>
  );
}
