'use client';

import { Play } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { useCreateRun } from '@/components/api/runs.ts';
import type { EnvironmentDetail } from '@/lib/api/contract.ts';
import { DetectableNote } from './detectable-note.tsx';
import { rememberEnvironment } from './last-environment.ts';
import { useHasDraft } from './list/use-has-draft.ts';
import { firstWishes, RunFields } from './run-fields.tsx';
import { RunProblem } from './run-problem.tsx';
import { StartDialog } from './start-dialog.tsx';

type Props = {
  plan: { id: string; name: string; versionId?: string };
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Asks where to run a plan and under which label, starts it and goes to its page. */
export function RunDialog({ plan, open, onOpenChange }: Props) {
  const hasDraft = useHasDraft(plan.id);
  const create = useCreateRun();
  return (
    <StartDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Run ${plan.name}`}
      description={
        hasDraft ? 'The saved plan is run, without the unsaved changes in this browser.' : undefined
      }
      start={
        <>
          <Play aria-hidden />
          Start the run
        </>
      }
      busy={create.isPending}
      needs="A run needs an environment: the address of the target, its variables and secrets, and how much load it may get. There is none yet."
    >
      {(formId, environments) => (
        <RunForm id={formId} plan={plan} environments={environments} create={create} />
      )}
    </StartDialog>
  );
}

function RunForm({
  id,
  plan,
  environments,
  create,
}: {
  id: string;
  plan: Props['plan'];
  environments: EnvironmentDetail[];
  create: ReturnType<typeof useCreateRun>;
}) {
  const router = useRouter();
  const [wishes, setWishes] = useState(() => firstWishes(plan.id, environments));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const run = await create
      .mutateAsync({ planId: plan.id, versionId: plan.versionId, ...wishes })
      // What went wrong is shown in the form.
      .catch(() => undefined);
    if (!run) return;
    rememberEnvironment(plan.id, wishes.environmentId);
    router.push(`/runs/${run.id}`);
  };
  return (
    <form id={id} onSubmit={submit} className="flex flex-col gap-4">
      <RunFields wishes={wishes} environments={environments} onChange={setWishes} />
      <DetectableNote plan={plan} environmentId={wishes.environmentId} />
      {create.error ? <RunProblem error={create.error} planId={plan.id} /> : null}
    </form>
  );
}
