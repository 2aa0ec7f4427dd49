'use client';

import Link from 'next/link';
import { useRun } from '@/components/api/runs.ts';
import { contract } from '@/components/api/schemas.ts';
import { Button } from '@/components/ui/button.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { loadedApart } from '@/components/ui/loaded-apart.tsx';
import { Page } from '@/components/ui/page-header.tsx';
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx';
import { ApiProblem } from '@/lib/api/client.ts';

/** A run while it goes on and afterwards: the same page. */
export function RunPage({ id }: { id: string }) {
  const { data, error, refetch } = useRun(id);
  return (
    <Page wide>
      {data ? (
        <RunScreen key={id} detail={data} />
      ) : error ? (
        <ErrorState
          title={isMissing(error) ? 'There is no such run' : 'The run could not be loaded'}
          error={isMissing(error) ? new Error('It may have been deleted.') : error}
          onRetry={isMissing(error) ? undefined : refetch}
          actions={
            <Button asChild>
              <Link href="/runs">All runs</Link>
            </Button>
          }
        />
      ) : (
        LOADING
      )}
    </Page>
  );
}

const LOADING = (
  <Loading what="Fetching the run and its figures so far…">
    <Skeleton className="h-14 w-full" />
    <Skeleton className="h-24 w-full" />
    <div className="grid gap-4 md:grid-cols-2">
      <Skeleton className="h-64" />
      <Skeleton className="h-64" />
    </div>
  </Loading>
);

/** Most of a page of a run: asked for together with its data. */
const RunScreen = loadedApart(
  import('./run-screen.tsx').then((module) => module.RunScreen),
  LOADING,
);

/** What reads the data is made meanwhile, too. */
contract('RunDetail')().catch(() => {});

const isMissing = (error: Error) => error instanceof ApiProblem && error.code === 'not-found';
