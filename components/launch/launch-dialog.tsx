'use client';

import { Rocket } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useState } from 'react';
import { useEnvironments } from '@/components/api/environments.ts';
import { useStartLaunch } from '@/components/api/launches.ts';
import { rememberEnvironment, rememberedEnvironment } from '@/components/plan/last-environment.ts';
import { RunFields, type RunWishes } from '@/components/plan/run-fields.tsx';
import { RunProblem } from '@/components/plan/run-problem.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Loading } from '@/components/ui/skeleton.tsx';
import type { EnvironmentDetail } from '@/lib/api/contract.ts';
import { LaunchFields } from './launch-fields.tsx';
import { FIRST_WISHES, type LaunchWishes, settingsOf } from './launch-wishes.ts';

/** Asks what is expected of a launch, starts the rehearsal and goes to its page. */
export function LaunchDialog({
  plan,
  onOpenChange,
}: {
  plan: { id: string; name: string };
  onOpenChange: (open: boolean) => void;
}) {
  const { data, isError, error, refetch } = useEnvironments();
  const formId = useId();
  const start = useStartLaunch();
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title={`Rehearse a launch with ${plan.name}`}
      description="Hardly any load, the expected peak, the peak sustained, twice the peak, and a search for the capacity: one after the other, then a report."
      footer={
        data && data.length > 0 ? (
          <>
            <Button onClick={() => onOpenChange(false)}>Cancel</Button>
            <Button type="submit" form={formId} variant="primary" busy={start.isPending}>
              <Rocket aria-hidden />
              Start the rehearsal
            </Button>
          </>
        ) : undefined
      }
    >
      {isError ? (
        <ErrorState title="The environments could not be loaded" error={error} onRetry={refetch} />
      ) : data === undefined ? (
        <Loading what="Looking for environments…" />
      ) : data.length === 0 ? (
        <p className="text-muted text-sm">
          A rehearsal needs an environment: the address of the target, and how much load it may get.{' '}
          <Link href="/environments/new" className="text-accent underline underline-offset-2">
            Create an environment
          </Link>
        </p>
      ) : (
        <LaunchForm id={formId} plan={plan} environments={data} start={start} />
      )}
    </Dialog>
  );
}

function LaunchForm({
  id,
  plan,
  environments,
  start,
}: {
  id: string;
  plan: { id: string };
  environments: EnvironmentDetail[];
  start: ReturnType<typeof useStartLaunch>;
}) {
  const router = useRouter();
  const [run, setRun] = useState<RunWishes>(() => ({
    environmentId: rememberedEnvironment(plan.id, environments) ?? '',
    release: '',
    gitCommit: '',
    note: '',
  }));
  const [wishes, setWishes] = useState<LaunchWishes>(FIRST_WISHES);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const launch = await start
      .mutateAsync({ planId: plan.id, ...run, settings: settingsOf(wishes) })
      // What went wrong is shown in the form.
      .catch(() => undefined);
    if (!launch) return;
    rememberEnvironment(plan.id, run.environmentId);
    router.push(`/launches/${launch.id}`);
  };
  return (
    <form id={id} onSubmit={submit} className="flex flex-col gap-4">
      <LaunchFields wishes={wishes} onChange={setWishes} />
      <RunFields wishes={run} environments={environments} onChange={setRun} />
      <Link
        href={`/launches?planId=${plan.id}`}
        className="self-start text-accent text-sm underline underline-offset-2"
      >
        Earlier rehearsals with this plan
      </Link>
      {start.error ? <RunProblem error={start.error} planId={plan.id} /> : null}
    </form>
  );
}
