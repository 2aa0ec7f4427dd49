'use client';

import { Gauge } from 'lucide-react';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useSearches } from '@/components/api/capacity.ts';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Page, PageHeader } from '@/components/ui/page-header.tsx';
import { Loading } from '@/components/ui/skeleton.tsx';
import { alikeSearches } from '@/lib/capacity/trend-line.ts';
import { CapacityTrend } from './capacity-trend.tsx';
import { SearchTable } from './search-table.tsx';

/** Every search, by plan and environment, with how the capacity changed from release to release. */
export function CapacityListPage() {
  const planId = useSearchParams().get('planId') ?? undefined;
  const { data, error, refetch } = useSearches({ planId, limit: 200 });
  return (
    <Page wide>
      <PageHeader title="Capacity">
        The largest load at which thresholds hold, from release to release.
        {planId ? (
          <>
            {' '}
            <Link href="/capacity" className="text-accent underline underline-offset-2">
              Show all plans
            </Link>
          </>
        ) : null}
      </PageHeader>
      {error ? (
        <ErrorState title="The searches could not be loaded" error={error} onRetry={refetch} />
      ) : data === undefined ? (
        <Loading what="Fetching searches…" />
      ) : data.searches.length === 0 ? (
        <EmptyState
          icon={Gauge}
          title="No capacity was looked for yet"
          actions={
            <Button asChild variant="primary">
              <Link href="/plans">Choose a plan</Link>
            </Button>
          }
        >
          Open a plan and press “Find the capacity”: Rehearsal tries more and more load until a threshold
          breaks.
        </EmptyState>
      ) : (
        <div className="flex flex-col gap-4">
          <div className="grid gap-4 xl:grid-cols-2">
            {alikeSearches(data.searches).map((searches) => (
              <CapacityTrend
                key={searches[0]?.run.id}
                title={`${searches[0]?.run.plan.name} on ${searches[0]?.run.environment.name}`}
                searches={searches}
              />
            ))}
          </div>
          <Card>
            <SearchTable searches={data.searches} />
          </Card>
        </div>
      )}
    </Page>
  );
}
