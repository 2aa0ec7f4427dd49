'use client';

import Link from 'next/link';
import { useMemo, useState } from 'react';
import { useRunSet, useRunSetEstimates } from '@/components/api/run-sets.ts';
import { useStopRun } from '@/components/api/runs.ts';
import { Button } from '@/components/ui/button.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Page, PageHeader } from '@/components/ui/page-header.tsx';
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx';
import { toastError } from '@/components/ui/toast.tsx';
import type { RunSet } from '@/lib/api/run-sets.ts';
import { isUsable, pairsOf } from '@/lib/compare/set-words.ts';
import { noiseFigures } from '@/lib/judge/answer-words.ts';
import { answersOf, MARGINS } from '@/lib/judge/answers.ts';
import { judgementSentence } from '@/lib/judge/judgement-sentence.ts';
import { JudgedTable } from '../judged-table.tsx';
import { MarginFields } from '../margin-fields.tsx';
import { AgainButtons } from './again-buttons.tsx';
import { PairList } from './pair-list.tsx';
import { SetRuns } from './set-runs.tsx';
import { setTitle } from './set-title.ts';

const compare = (
  <Link href="/compare" className="hover:underline">
    Compare
  </Link>
);

/** Stops the run that goes on; those behind it do not start any more. */
function StopSet({ set: { runs } }: { set: RunSet }) {
  const stop = useStopRun();
  const current = runs.find(({ run }) => run.status !== 'finished');
  if (!current) return null;
  return (
    <Button
      variant="danger-quiet"
      busy={stop.isPending}
      onClick={() =>
        stop.mutate(
          { id: current.run.id },
          { onError: (problem) => toastError('The runs were not stopped', problem) },
        )
      }
    >
      Stop the runs
    </Button>
  );
}

/** Runs that are judged together: how they stand, the answer, and every pair. */
export function SetPage({ id }: { id: string }) {
  const { data: set, error, refetch } = useRunSet(id);
  const [margins, setMargins] = useState(MARGINS);
  const usable = set?.runs.filter(isUsable).length ?? 0;
  const canJudge = set ? (set.kind === 'ab' ? pairsOf(set.runs).length > 0 : usable > 1) : false;
  const estimates = useRunSetEstimates(id, usable, canJudge);
  const judged = useMemo(
    () => (estimates.data?.together ? answersOf(estimates.data.together, margins) : undefined),
    [estimates.data, margins],
  );
  if (!set) {
    return (
      <Page wide>
        <PageHeader eyebrow={compare} title="Runs that are judged together" />
        {error ? (
          <ErrorState title="These runs could not be loaded" error={error} onRetry={refetch} />
        ) : (
          <Loading what="Fetching the runs…" />
        )}
      </Page>
    );
  }
  const { noise, pairs } = estimates.data ?? { noise: null, pairs: [] };
  const isOver = set.state === 'done' || set.state === 'broken';
  return (
    <Page wide>
      <PageHeader
        eyebrow={compare}
        title={setTitle(set)}
        actions={isOver ? <AgainButtons set={set} /> : <StopSet set={set} />}
      >
        <Link href={`/plans/${set.plan.id}`} className="hover:underline">
          {set.plan.name}
        </Link>
        . {set.sentence}
      </PageHeader>
      <div className="flex flex-col gap-4">
        {judged ? (
          <p className="rounded-lg border border-border bg-surface px-4 py-3 font-medium text-lg">
            {isOver ? '' : `So far, by ${pairs.length} of ${set.runs.length / 2} pairs: `}
            {judgementSentence(judged)}
          </p>
        ) : null}
        {noise ? (
          <p className="rounded-lg border border-border bg-surface px-4 py-3 font-medium text-lg">
            {isOver ? '' : 'So far: '}
            {noiseFigures(noise)}
          </p>
        ) : null}
        <SetRuns set={set} />
        {judged && estimates.data ? (
          <>
            <MarginFields margins={margins} onChange={setMargins} />
            <JudgedTable judged={judged} oneSided={[]} margins={margins} />
            <PairList kind={set.kind} pairs={pairs} runs={set.runs} margins={margins} />
          </>
        ) : null}
        {noise ? (
          <>
            <p className="max-w-3xl text-muted text-sm">
              The intervals of every comparison of this plan in this environment have this noise in them, and
              gates take their width from it, until it is measured again.
            </p>
            <PairList kind={set.kind} pairs={pairs} runs={set.runs} margins={margins} />
          </>
        ) : null}
        {canJudge && !estimates.data ? (
          estimates.error ? (
            <ErrorState
              title="The runs could not be judged"
              error={estimates.error}
              onRetry={estimates.refetch}
            />
          ) : (
            <Loading what="Judging every request of all pairs…">
              <Skeleton className="h-64 w-full" />
            </Loading>
          )
        ) : null}
        {!canJudge && !isOver ? (
          <p className="text-muted text-sm">
            {set.kind === 'ab'
              ? 'They are judged as soon as a pair is over.'
              : 'The noise is told as soon as two are over.'}
          </p>
        ) : null}
      </div>
    </Page>
  );
}
