'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { useRunPair } from '@/components/api/runs.ts';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Page, PageHeader } from '@/components/ui/page-header.tsx';
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx';
import { ChooseRuns } from './choose-runs.tsx';
import { compareAddress } from './compare-address.ts';
import { CompareScreen } from './compare-screen.tsx';

/** Two runs side by side; whichever is not named in the address yet is chosen here. */
export function ComparePage() {
  const router = useRouter();
  const query = useSearchParams();
  const baseline = query.get('baseline') || undefined;
  const candidate = query.get('candidate') || undefined;
  const { data, error, refetch } = useRunPair(baseline, candidate);
  const choose = (chosen: { baseline?: string; candidate?: string }) => router.push(compareAddress(chosen));
  return (
    <Page wide>
      <PageHeader title="Compare">
        What changed from the baseline to the candidate, in words, in curves and per request.
      </PageHeader>
      {!baseline || !candidate ? (
        <ChooseRuns baseline={baseline} candidate={candidate} onChoose={choose} />
      ) : data ? (
        <CompareScreen pair={data} onChoose={choose} />
      ) : error ? (
        <ErrorState title="The runs could not be compared" error={error} onRetry={refetch} />
      ) : (
        <Loading what="Fetching the figures of both runs…">
          <Skeleton className="h-16 w-full" />
          <div className="grid gap-4 md:grid-cols-2">
            <Skeleton className="h-64" />
            <Skeleton className="h-64" />
          </div>
        </Loading>
      )}
    </Page>
  );
}
