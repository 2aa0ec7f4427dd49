'use client';

import { useActiveRuns, useStopAll } from '@/components/api/runs.ts';
import { AlertDialog } from '@/components/ui/alert-dialog.tsx';
import { toast, toastError } from '@/components/ui/toast.tsx';

const runs = (count: number) => (count === 1 ? '1 run' : `${count} runs`);

/** Asks once, with the cursor on the answer, and ends every run. */
export function KillDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const active = useActiveRuns();
  const stopAll = useStopAll();
  const stop = async () => {
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
  return (
    <AlertDialog
      open={open}
      onOpenChange={onOpenChange}
      quick
      title={active.length === 0 ? 'No run is active' : `Stop ${runs(active.length)} now?`}
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
      onConfirm={stop}
    />
  );
}
