'use client';

import { RotateCw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useState } from 'react';
import { useEnvironments } from '@/components/api/environments.ts';
import { useCreateRun } from '@/components/api/runs.ts';
import { RunFields, type RunWishes } from '@/components/plan/run-fields.tsx';
import { RunProblem } from '@/components/plan/run-problem.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Loading } from '@/components/ui/skeleton.tsx';
import type { RunListItem } from '@/lib/api/contract.ts';

/** Starts the same version of the same plan once more, in the same environment unless another one is chosen. */
export function RunAgain({ run, onClose }: { run: RunListItem; onClose: () => void }) {
  const router = useRouter();
  const create = useCreateRun();
  const environments = useEnvironments();
  const formId = useId();
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
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title="Run again"
      description={`${run.plan.name}, version ${run.plan.versionNumber}, as this run had it.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            busy={create.isPending}
            disabled={wishes.environmentId === ''}
          >
            <RotateCw aria-hidden />
            Start the run
          </Button>
        </>
      }
    >
      {environments.data ? (
        <form id={formId} className="flex flex-col gap-4" onSubmit={start}>
          <RunFields wishes={wishes} environments={environments.data} onChange={setWishes} />
          {create.error ? <RunProblem error={create.error} planId={run.plan.id} /> : null}
        </form>
      ) : environments.error ? (
        <ErrorState
          title="The environments could not be loaded"
          error={environments.error}
          onRetry={environments.refetch}
        />
      ) : (
        <Loading what="Looking for environments…" />
      )}
    </Dialog>
  );
}
