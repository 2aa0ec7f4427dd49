'use client';

import Link from 'next/link';
import { useRouter, useSearchParams } from 'next/navigation';
import { useRunPairs } from '@/components/api/compare.ts';
import { Button } from '@/components/ui/button.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Page, PageHeader } from '@/components/ui/page-header.tsx';
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx';
import { ChooseRuns } from './choose-runs.tsx';
import { type Chosen, chosenIn, compareAddress } from './compare-address.ts';
import { CompareScreen } from './compare-screen.tsx';

/** Any number of runs side by side; whichever is not named in the address yet is chosen here. */
export function ComparePage() {
  const router = useRouter();
  const { baseline, candidates } = chosenIn(useSearchParams());
  const { data, error, refetch } = useRunPairs(baseline, candidates);
  const choose = (chosen: Chosen) => router.push(compareAddress(chosen));
  const isChosen = baseline !== undefined && candidates.length > 0;
  return (
    <Page wide>
      <PageHeader
        title="Compare"
        actions={
          <Button asChild>
            <Link href="/compare/trends">Trends over releases</Link>
          </Button>
        }
      >
        What changed from the baseline to {candidates.length > 1 ? 'each candidate' : 'the candidate'}, in
        words, in curves and per request.
      </PageHeader>
      {!isChosen ? (
        <ChooseRuns baseline={baseline} candidates={candidates} onChoose={choose} />
      ) : data ? (
        <CompareScreen key={`${baseline} ${candidates.join(' ')}`} pairs={data} onChoose={choose} />
      ) : error ? (
        <ErrorState
          title="The runs could not be compared"
          error={error}
          onRetry={refetch}
          actions={<Button onClick={() => choose({ candidates: [] })}>Choose other runs</Button>}
        />
      ) : (
        <Loading what="Fetching the figures of all runs…">
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
