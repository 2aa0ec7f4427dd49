'use client';

import { Play } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useState } from 'react';
import { useEnvironments } from '@/components/api/environments.ts';
import { useCreateRun } from '@/components/api/runs.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Loading } from '@/components/ui/skeleton.tsx';
import type { EnvironmentDetail } from '@/lib/api/contract.ts';
import { DetectableNote } from './detectable-note.tsx';
import { rememberEnvironment, rememberedEnvironment } from './last-environment.ts';
import { useHasDraft } from './list/use-has-draft.ts';
import { RunFields, type RunWishes } from './run-fields.tsx';
import { RunProblem } from './run-problem.tsx';

type Props = {
  plan: { id: string; name: string; versionId?: string };
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Asks where to run a plan and under which label, starts it and goes to its page. */
export function RunDialog({ plan, open, onOpenChange }: Props) {
  const hasDraft = useHasDraft(plan.id);
  const environments = useEnvironments();
  const formId = useId();
  const create = useCreateRun();
  const none = environments.data?.length === 0;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Run ${plan.name}`}
      description={
        hasDraft ? 'The saved plan is run, without the unsaved changes in this browser.' : undefined
      }
      footer={
        none || !environments.data ? undefined : (
          <>
            <Button onClick={() => onOpenChange(false)}>Cancel</Button>
            <Button type="submit" form={formId} variant="primary" busy={create.isPending}>
              <Play aria-hidden />
              Start the run
            </Button>
          </>
        )
      }
    >
      {environments.isPending ? (
        <Loading what="Looking for environments…" />
      ) : environments.isError ? (
        <ErrorState
          title="The environments could not be loaded"
          error={environments.error}
          onRetry={environments.refetch}
        />
      ) : none ? (
        <NoEnvironment />
      ) : (
        <RunForm id={formId} plan={plan} environments={environments.data} create={create} />
      )}
    </Dialog>
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
  const [wishes, setWishes] = useState<RunWishes>(() => ({
    environmentId: rememberedEnvironment(plan.id, environments) ?? '',
    release: '',
    gitCommit: '',
    note: '',
  }));
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

function NoEnvironment() {
  return (
    <div className="flex flex-col items-start gap-3 text-sm">
      <p className="text-muted">
        A run needs an environment: the address of the target, its variables and secrets, and how much load it
        may get. There is none yet.
      </p>
      <Button asChild variant="primary">
        <Link href="/environments/new">Create an environment</Link>
      </Button>
    </div>
  );
}
