'use client';

import { Gauge } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { useStartSearch } from '@/components/api/capacity.ts';
import { rememberEnvironment } from '@/components/plan/last-environment.ts';
import { firstWishes, RunFields } from '@/components/plan/run-fields.tsx';
import { RunProblem } from '@/components/plan/run-problem.tsx';
import { StartDialog } from '@/components/plan/start-dialog.tsx';
import type { EnvironmentDetail } from '@/lib/api/contract.ts';
import type { CapacitySettingsInput } from '@/lib/capacity/settings.ts';
import { SearchFields } from './search-fields.tsx';

/** Asks where to look for the capacity, and how; starts the search and goes to its page. */
export function CapacityDialog({
  plan,
  onOpenChange,
}: {
  plan: { id: string; name: string };
  onOpenChange: (open: boolean) => void;
}) {
  const start = useStartSearch();
  return (
    <StartDialog
      onOpenChange={onOpenChange}
      title={`Find the capacity with ${plan.name}`}
      description="More and more load, until a threshold breaks; then the largest load at which all of them hold, as an interval. It takes some minutes."
      start={
        <>
          <Gauge aria-hidden />
          Start the search
        </>
      }
      busy={start.isPending}
      needs="A search needs an environment: the address of the target, and how much load it may get."
    >
      {(formId, environments) => (
        <SearchForm id={formId} plan={plan} environments={environments} start={start} />
      )}
    </StartDialog>
  );
}

function SearchForm({
  id,
  plan,
  environments,
  start,
}: {
  id: string;
  plan: { id: string };
  environments: EnvironmentDetail[];
  start: ReturnType<typeof useStartSearch>;
}) {
  const router = useRouter();
  const [wishes, setWishes] = useState(() => firstWishes(plan.id, environments));
  const [settings, setSettings] = useState<CapacitySettingsInput>({});
  const isProduction = environments.find((one) => one.id === wishes.environmentId)?.production ?? false;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const search = await start
      .mutateAsync({ planId: plan.id, ...wishes, settings })
      // What went wrong is shown in the form.
      .catch(() => undefined);
    if (!search) return;
    rememberEnvironment(plan.id, wishes.environmentId);
    router.push(`/capacity/${search.run.id}`);
  };
  return (
    <form id={id} onSubmit={submit} className="flex flex-col gap-4">
      <RunFields wishes={wishes} environments={environments} onChange={setWishes} />
      <SearchFields settings={settings} isProduction={isProduction} onChange={setSettings} />
      <Link
        href={`/capacity?planId=${plan.id}`}
        className="self-start text-accent text-sm underline underline-offset-2"
      >
        Earlier searches with this plan
      </Link>
      {start.error ? <RunProblem error={start.error} planId={plan.id} /> : null}
    </form>
  );
}
