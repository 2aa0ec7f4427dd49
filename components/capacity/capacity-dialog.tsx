'use client';

import { Gauge } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useState } from 'react';
import { useStartSearch } from '@/components/api/capacity.ts';
import { useEnvironments } from '@/components/api/environments.ts';
import { rememberEnvironment, rememberedEnvironment } from '@/components/plan/last-environment.ts';
import { RunFields, type RunWishes } from '@/components/plan/run-fields.tsx';
import { RunProblem } from '@/components/plan/run-problem.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Loading } from '@/components/ui/skeleton.tsx';
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
  const environments = useEnvironments();
  const formId = useId();
  const start = useStartSearch();
  const { data, isError, error, refetch } = environments;
  return (
    <Dialog
      open
      onOpenChange={onOpenChange}
      title={`Find the capacity with ${plan.name}`}
      description="More and more load, until a threshold breaks; then the largest load at which all of them hold, as an interval. It takes some minutes."
      footer={
        data && data.length > 0 ? (
          <>
            <Button onClick={() => onOpenChange(false)}>Cancel</Button>
            <Button type="submit" form={formId} variant="primary" busy={start.isPending}>
              <Gauge aria-hidden />
              Start the search
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
          A search needs an environment: the address of the target, and how much load it may get.{' '}
          <Link href="/environments/new" className="text-accent underline underline-offset-2">
            Create an environment
          </Link>
        </p>
      ) : (
        <SearchForm id={formId} plan={plan} environments={data} start={start} />
      )}
    </Dialog>
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
  const [wishes, setWishes] = useState<RunWishes>(() => ({
    environmentId: rememberedEnvironment(plan.id, environments) ?? '',
    release: '',
    gitCommit: '',
    note: '',
  }));
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
