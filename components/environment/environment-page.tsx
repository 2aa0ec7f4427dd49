'use client';

import { Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useDeleteEnvironment, useEnvironment } from '@/components/api/environments.ts';
import { AlertDialog } from '@/components/ui/alert-dialog.tsx';
import { Button } from '@/components/ui/button.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Page, PageHeader } from '@/components/ui/page-header.tsx';
import { Loading } from '@/components/ui/skeleton.tsx';
import { toast, toastError } from '@/components/ui/toast.tsx';
import type { EnvironmentDetail } from '@/lib/api/contract.ts';
import { EnvironmentForm } from './environment-form.tsx';

const ALL = '/environments';
const above = (
  <Link href={ALL} className="hover:underline">
    Environments
  </Link>
);

/** A new environment. */
export function NewEnvironmentPage() {
  const router = useRouter();
  return (
    <Page>
      <PageHeader title="New environment" eyebrow={above}>
        Where plans are pointed, and what they may do there.
      </PageHeader>
      <EnvironmentForm
        onSaved={({ name }) => {
          toast.success(`${name} was created`);
          router.push(ALL);
        }}
      />
    </Page>
  );
}

/** One environment, to be changed or deleted. */
export function EnvironmentPage({ id }: { id: string }) {
  const environment = useEnvironment(id);
  const [saved, setSaved] = useState('');
  if (environment.isPending)
    return (
      <Page>
        <Loading what="Loading the environment…" />
      </Page>
    );
  if (environment.isError) {
    return (
      <Page>
        <ErrorState
          title="The environment could not be loaded"
          error={environment.error}
          onRetry={environment.refetch}
        />
      </Page>
    );
  }
  const { data } = environment;
  return (
    <Page>
      <PageHeader title={data.name} eyebrow={above} actions={<DeleteEnvironment environment={data} />}>
        <span className="font-mono">{data.baseUrl}</span>
      </PageHeader>
      {/* Not by its change date: what somebody else saves meanwhile must not take away what is typed here. */}
      <EnvironmentForm
        key={saved}
        environment={data}
        onSaved={({ name, updatedAt }) => {
          toast.success(`${name} was saved`);
          setSaved(updatedAt);
        }}
      />
    </Page>
  );
}

function DeleteEnvironment({ environment: { id, name } }: { environment: EnvironmentDetail }) {
  const remove = useDeleteEnvironment();
  const router = useRouter();
  return (
    <AlertDialog
      trigger={
        <Button>
          <Trash2 aria-hidden />
          Delete
        </Button>
      }
      title={`Delete ${name}?`}
      description="Its variables and secrets are deleted for good. Runs that were made in it stay, with their figures."
      word={name}
      confirm="Delete the environment"
      onConfirm={async () => {
        try {
          await remove.mutateAsync(id);
        } catch (error) {
          toastError('The environment could not be deleted', error);
          throw error;
        }
        toast.success(`${name} was deleted`);
        router.push(ALL);
      }}
    />
  );
}
