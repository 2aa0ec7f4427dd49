'use client';

import { Square } from 'lucide-react';
import { useStopRun } from '@/components/api/runs.ts';
import { Button } from '@/components/ui/button.tsx';
import { toastError } from '@/components/ui/toast.tsx';
import type { RunListItem } from '@/lib/api/contract.ts';
import type { RunStatus } from '@/lib/run/view.ts';
import { useOwnName } from './steer/own-name.ts';

/** Ends the run within a second; the button says so at once. */
export function StopRun({ run, status }: { run: RunListItem; status: RunStatus }) {
  const stop = useStopRun();
  const by = useOwnName();
  const isStopping = status === 'stopping' || stop.isPending || stop.isSuccess;
  return (
    <Button
      variant="danger"
      size="lg"
      busy={isStopping}
      onClick={() =>
        stop.mutate(
          { id: run.id, by },
          { onError: (error) => toastError('The run could not be stopped', error) },
        )
      }
    >
      {isStopping ? null : <Square aria-hidden className="fill-current" />}
      {isStopping ? 'Stopping…' : status === 'queued' ? 'Do not run it' : 'Stop the run'}
    </Button>
  );
}
