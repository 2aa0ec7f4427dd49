'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import { useActiveRuns, useRunPages } from '@/components/api/runs.ts';
import { KeepRunsLine } from '@/components/retention/keep-runs-line.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Page, PageHeader } from '@/components/ui/page-header.tsx';
import { Loading } from '@/components/ui/skeleton.tsx';
import { ActiveRuns } from './active-runs.tsx';
import { ImportRun } from './import-run.tsx';
import { NoRuns } from './no-runs.tsx';
import { type RunsFilter, readRunsFilter, runsAddress } from './runs-filter.ts';
import { RunsFilters } from './runs-filters.tsx';
import { RunsTable } from './runs-table.tsx';

/** What runs now, then everything that ran, narrowed as the address says. */
export function RunsPage() {
  const router = useRouter();
  const query = useSearchParams();
  const filter = useMemo(() => readRunsFilter(query), [query]);
  const change = useCallback(
    (next: RunsFilter) => router.replace(runsAddress(next), { scroll: false }),
    [router],
  );

  const active = useActiveRuns();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useRunPages({
    ...filter,
    limit: 50,
  });
  const ended = data?.pages.flatMap(({ runs }) => runs).filter(({ status }) => status === 'finished');
  const releases = data?.pages[0]?.releases ?? [];
  const isFiltered = Object.keys(filter).length > 0;
  const isEmpty = ended?.length === 0 && !hasNextPage;
  return (
    <Page wide>
      <PageHeader title="Runs" actions={<ImportRun />}>
        Everything that ran, the latest first. Choose two to compare them.
      </PageHeader>
      <div className="flex flex-col gap-5">
        <ActiveRuns runs={active} />
        {isEmpty && !isFiltered ? null : (
          <RunsFilters filter={filter} releases={releases} onChange={change} />
        )}
        {filter.planId ? <KeepRunsLine planId={filter.planId} /> : null}
        {ended === undefined ? (
          error ? (
            <ErrorState title="The runs could not be loaded" error={error} onRetry={refetch} />
          ) : (
            <Loading what="Fetching the runs…" />
          )
        ) : isEmpty ? (
          <Card>
            <NoRuns isFiltered={isFiltered} hasActive={active.length > 0} onClear={() => change({})} />
          </Card>
        ) : (
          <>
            <RunsTable runs={ended} />
            {hasNextPage ? (
              <Button className="self-center" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                Show older runs
              </Button>
            ) : null}
          </>
        )}
      </div>
    </Page>
  );
}
