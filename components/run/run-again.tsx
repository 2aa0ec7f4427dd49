'use client';

import { RotateCw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { useCreateRun } from '@/components/api/runs.ts';
import { RunFields, type RunWishes } from '@/components/plan/run-fields.tsx';
import { RunProblem } from '@/components/plan/run-problem.tsx';
import { StartDialog } from '@/components/plan/start-dialog.tsx';
import type { RunListItem } from '@/lib/api/contract.ts';

/** Starts the same version of the same plan once more, in the same environment unless another one is chosen. */
export function RunAgain({ run, onClose }: { run: RunListItem; onClose: () => void }) {
  const router = useRouter();
  const create = useCreateRun();
  const [wishes, setWishes] = useState<RunWishes>({
    environmentId: run.environment.id ?? '',
    release: run.release,
    gitCommit: run.gitCommit,
    note: '',
  });

  const start = async (event: FormEvent) => {
    event.preventDefault();
    const { id: planId, versionId } = run.plan;
    const started = await create
      .mutateAsync({ planId, versionId, ...wishes })
      // What went wrong is shown in the form.
      .catch(() => undefined);
    if (started) router.push(`/runs/${started.id}`);
  };

  return (
    <StartDialog
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Run again"
      description={`${run.plan.name}, version ${run.plan.versionNumber}, as this run had it.`}
      start={
        <>
          <RotateCw aria-hidden />
          Start the run
        </>
      }
      canStart={wishes.environmentId !== ''}
      busy={create.isPending}
      needs="A run needs an environment: the one that this run was in is gone, and there is no other."
    >
      {(formId, environments) => (
        <form id={formId} className="flex flex-col gap-4" onSubmit={start}>
          <RunFields wishes={wishes} environments={environments} onChange={setWishes} />
          {create.error ? <RunProblem error={create.error} planId={run.plan.id} /> : null}
        </form>
      )}
    </StartDialog>
  );
}
