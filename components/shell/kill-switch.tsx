'use client';

import { OctagonX } from 'lucide-react';
import { useActiveRuns, useStopAll } from '@/components/api/runs.ts';
import { AlertDialog } from '@/components/ui/alert-dialog.tsx';
import { Button } from '@/components/ui/button.tsx';
import { toast, toastError } from '@/components/ui/toast.tsx';

const runs = (count: number) => (count === 1 ? '1 run' : `${count} runs`);

/** Ends every run and says how many. Rejects after telling the person when the server could not. */
export function useKillAll() {
  const stopAll = useStopAll();
  return async () => {
    try {
      const { stopped } = await stopAll.mutateAsync();
      toast.success(stopped === 0 ? 'No run was active' : `Stopping ${runs(stopped)}`, {
        description: stopped === 0 ? undefined : 'What was measured so far is kept.',
      });
    } catch (error) {
      toastError('The runs could not be stopped', error);
      throw error;
    }
  };
}

/** The kill switch: there whenever a run is active. Enter twice is enough. */
export function KillSwitch({ compact = false }: { compact?: boolean }) {
  const active = useActiveRuns();
  const killAll = useKillAll();
  if (active.length === 0) return null;
  return (
    <AlertDialog
      quick
      trigger={
        <Button variant="danger" className={compact ? undefined : 'w-full max-lg:size-9 max-lg:px-0'}>
          <OctagonX aria-hidden />
          <span className={compact ? 'max-xs:sr-only' : 'max-lg:sr-only'}>Stop all runs</span>
        </Button>
      }
      title={`Stop ${runs(active.length)} now?`}
      description={
        <>
          Load ends within a second. What was measured is kept, with the verdict “aborted”.
          <ul className="mt-2 flex flex-col gap-1">
            {active.map((run) => (
              <li key={run.id} className="text-text">
                {run.plan.name} <span className="text-muted">on {run.environment.name}</span>
              </li>
            ))}
          </ul>
        </>
      }
      confirm="Stop all runs"
      onConfirm={killAll}
    />
  );
}
