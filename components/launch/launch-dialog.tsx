'use client';

import { Rocket } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { useStartLaunch } from '@/components/api/launches.ts';
import { SearchFields } from '@/components/capacity/search-fields.tsx';
import { rememberEnvironment } from '@/components/plan/last-environment.ts';
import { firstWishes, RunFields } from '@/components/plan/run-fields.tsx';
import { RunProblem } from '@/components/plan/run-problem.tsx';
import { StartDialog } from '@/components/plan/start-dialog.tsx';
import type { EnvironmentDetail } from '@/lib/api/contract.ts';
import type { LaunchDetail } from '@/lib/api/launches.ts';
import { LaunchFields } from './launch-fields.tsx';
import { FIRST_WISHES, type LaunchWishes, settingsOf, wishesOf } from './launch-wishes.ts';

/** Asks what is expected of a launch, starts the rehearsal and goes to its page. */
export function LaunchDialog({
  plan,
  again,
  onOpenChange,
}: {
  plan: { id: string; name: string };
  /** An earlier rehearsal to do once more. */
  again?: LaunchDetail | undefined;
  onOpenChange: (open: boolean) => void;
}) {
  const start = useStartLaunch();
  return (
    <StartDialog
      onOpenChange={onOpenChange}
      title={`Rehearse ${again ? 'the launch again' : 'a launch'} with ${plan.name}`}
      description="Hardly any load, the expected peak, the peak sustained, twice the peak, and a search for the capacity: one after the other, then a report."
      start={
        <>
          <Rocket aria-hidden />
          Start the rehearsal
        </>
      }
      busy={start.isPending}
      needs="A rehearsal needs an environment: the address of the target, and how much load it may get."
    >
      {(formId, environments) => (
        <LaunchForm id={formId} plan={plan} again={again} environments={environments} start={start} />
      )}
    </StartDialog>
  );
}

function LaunchForm({
  id,
  plan,
  again,
  environments,
  start,
}: {
  id: string;
  plan: { id: string };
  again: LaunchDetail | undefined;
  environments: EnvironmentDetail[];
  start: ReturnType<typeof useStartLaunch>;
}) {
  const router = useRouter();
  const [run, setRun] = useState(() => {
    const usual = firstWishes(plan.id, environments);
    const { environmentId = usual.environmentId, release = '' } = again ? placeOf(again, environments) : {};
    return { ...usual, environmentId, release };
  });
  const [wishes, setWishes] = useState<LaunchWishes>(() => (again ? wishesOf(again.settings) : FIRST_WISHES));
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
      <SearchFields
        settings={wishes.search}
        isProduction={environments.find((one) => one.id === run.environmentId)?.production ?? false}
        onChange={(search) => setWishes({ ...wishes, search })}
      />
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

/** Where the earlier one was, if that environment is still there. */
function placeOf({ environment, release }: LaunchDetail, environments: readonly EnvironmentDetail[]) {
  const found = environments.find(({ id }) => id === environment.id);
  return found ? { environmentId: found.id, release } : { release };
}
