'use client';

import { Plus, Server } from 'lucide-react';
import Link from 'next/link';
import { useEnvironments } from '@/components/api/environments.ts';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Page, PageHeader } from '@/components/ui/page-header.tsx';
import { Loading } from '@/components/ui/skeleton.tsx';
import { EnvironmentTable } from './environment-table.tsx';

/** All environments. */
export function EnvironmentListPage() {
  const environments = useEnvironments();
  const create = (
    <Button asChild variant="primary">
      <Link href="/environments/new">
        <Plus aria-hidden />
        New environment
      </Link>
    </Button>
  );
  return (
    <Page>
      <PageHeader title="Environments" actions={create}>
        Where plans are pointed, and how much load each place may get.
      </PageHeader>
      <Card>
        {environments.isPending ? (
          <Loading what="Loading the environments…" className="p-4" />
        ) : environments.isError ? (
          <ErrorState
            title="The environments could not be loaded"
            error={environments.error}
            onRetry={environments.refetch}
          />
        ) : environments.data.length === 0 ? (
          <EmptyState icon={Server} title="No environments yet" actions={create}>
            An environment holds the address of a target, its variables and secrets, and the ceilings that
            protect it. The same plan runs against any of them.
          </EmptyState>
        ) : (
          <EnvironmentTable environments={environments.data} />
        )}
      </Card>
    </Page>
  );
}
