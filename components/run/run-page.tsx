'use client';

import Link from 'next/link';
import { lazy, Suspense } from 'react';
import { useRun } from '@/components/api/runs.ts';
import { Button } from '@/components/ui/button.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Page } from '@/components/ui/page-header.tsx';
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx';
import { ApiProblem } from '@/lib/api/client.ts';

/** Asked for together with its data, and made in a task of its own. */
const screen = import('./run-screen.tsx');
const RunScreen = lazy(() => screen.then((module) => ({ default: module.RunScreen })));

/** A run while it goes on and afterwards: the same page. */
export function RunPage({ id }: { id: string }) {
  const { data, error, refetch } = useRun(id);
  return (
    <Page wide>
      {data ? (
        <Suspense fallback={LOADING}>
          <RunScreen key={id} detail={data} />
        </Suspense>
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

const isMissing = (error: Error) => error instanceof ApiProblem && error.code === 'not-found';
