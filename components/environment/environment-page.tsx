'use client';

import { Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useDeleteEnvironment, useEnvironment } from '@/components/api/environments.ts';
import { AlertDialog } from '@/components/ui/alert-dialog.tsx';
import { Button } from '@/components/ui/button.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Page, PageHeader } from '@/components/ui/page-header.tsx';
import { Loading } from '@/components/ui/skeleton.tsx';
import { toast, toastError } from '@/components/ui/toast.tsx';
import type { EnvironmentDetail } from '@/lib/api/contract.ts';
import { EnvironmentForm } from './environment-form.tsx';
import { NoiseCard } from './noise-card.tsx';

const allEnvironments = (
  <Link href="/environments" className="hover:underline">
    Environments
  </Link>
);

/** A new environment. */
export function NewEnvironmentPage() {
  const router = useRouter();
  return (
    <Page>
      <PageHeader eyebrow={allEnvironments} title="New environment" />
      <EnvironmentForm onSaved={({ id }) => router.replace(`/environments/${id}`)} />
    </Page>
  );
}

/** One environment to be changed or deleted. */
export function EnvironmentPage({ id }: { id: string }) {
  const environment = useEnvironment(id);
  if (environment.isPending || environment.isError) {
    return (
      <Page>
        <PageHeader eyebrow={allEnvironments} title="Environment" />
        {environment.isError ? (
          <ErrorState
            title="The environment could not be loaded"
            error={environment.error}
            onRetry={environment.refetch}
          />
        ) : (
          <Loading what="Loading the environment…" />
        )}
      </Page>
    );
  }
  return (
    <Page>
      <PageHeader
        eyebrow={allEnvironments}
        title={environment.data.name}
        actions={<DeleteEnvironment environment={environment.data} />}
      />
      <EnvironmentForm key={id} environment={environment.data} onSaved={() => {}} />
      <NoiseCard environmentId={id} />
    </Page>
  );
}

function DeleteEnvironment({ environment: { id, name } }: { environment: EnvironmentDetail }) {
  const router = useRouter();
  const remove = useDeleteEnvironment();
  return (
    <AlertDialog
      trigger={
        <Button variant="danger-quiet">
          <Trash2 aria-hidden />
          Delete…
        </Button>
      }
      title={`Delete “${name}”?`}
      description="Its secrets are gone for good. Runs that were made in it stay as they are."
      word={name}
      confirm="Delete the environment"
      onConfirm={async () => {
        try {
          await remove.mutateAsync(id);
        } catch (error) {
          toastError('The environment was not deleted', error);
          throw error;
        }
        toast.success(`“${name}” was deleted`);
        router.push('/environments');
      }}
    />
  );
}
