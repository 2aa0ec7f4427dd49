'use client';

import { Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useRunEstimates } from '@/components/api/compare.ts';
import { ProbeComparison } from '@/components/probe/probe-comparison.tsx';
import { Button } from '@/components/ui/button.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx';
import type { RunPair } from '@/lib/api/contract.ts';
import { settingDifferences } from '@/lib/compare/setting-differences.ts';
import { answersOf, MARGINS } from '@/lib/judge/answers.ts';
import { judgementSentence } from '@/lib/judge/judgement-sentence.ts';
import { CompareCharts } from './compare-charts.tsx';
import { CompareSides } from './compare-sides.tsx';
import { DistributionCharts } from './distribution-charts.tsx';
import { JudgedTable } from './judged-table.tsx';
import { MarginFields } from './margin-fields.tsx';
import { MetricComparison } from './metric-comparison.tsx';
import { oneSidedRequests } from './one-sided.ts';
import { SettingNotes } from './setting-notes.tsx';

type Props = { pair: RunPair; onChoose: (chosen: { baseline: string; candidate: string }) => void };

/** The answer in a sentence, what else differs, then the evidence. */
export function CompareScreen({ pair: { baseline, candidate }, onChoose }: Props) {
  const [margins, setMargins] = useState(MARGINS);
  const ids = { baseline: baseline.run.id, candidate: candidate.run.id };
  const areOver = [baseline, candidate].every(({ view }) => view.status === 'finished');
  const { data: estimates, error, refetch } = useRunEstimates(ids, areOver);
  const judged = useMemo(() => estimates && answersOf(estimates, margins), [estimates, margins]);
  const differences = useMemo(() => settingDifferences(baseline, candidate), [baseline, candidate]);
  const oneSided = useMemo(
    () => oneSidedRequests(baseline.view.requests, candidate.view.requests),
    [baseline, candidate],
  );
  return (
    <div className="flex flex-col gap-4">
      <CompareSides
        baseline={baseline.run}
        candidate={candidate.run}
        onSwap={() => onChoose({ baseline: candidate.run.id, candidate: baseline.run.id })}
      />
      {judged && estimates ? (
        <>
          <p className="rounded-lg border border-border bg-surface px-4 py-3 font-medium text-lg">
            {judgementSentence(judged)}
          </p>
          <SettingNotes differences={differences} />
          <div className="flex flex-wrap items-end justify-between gap-3">
            <MarginFields margins={margins} onChange={setMargins} />
            <Button asChild>
              <a
                href={`/api/compare/report?${new URLSearchParams(ids)}`}
                download={`comparison-${ids.candidate}.html`}
              >
                <Download aria-hidden />
                Download the report (HTML)
              </a>
            </Button>
          </div>
          <JudgedTable judged={judged} oneSided={oneSided} margins={margins} />
          <DistributionCharts ids={ids} estimates={estimates} />
        </>
      ) : (
        <>
          <SettingNotes differences={differences} />
          {error ? (
            <ErrorState title="The runs could not be judged" error={error} onRetry={refetch} />
          ) : areOver ? (
            <Loading what="Judging every request of both runs…">
              <Skeleton className="h-64 w-full" />
            </Loading>
          ) : (
            <p className="text-muted text-sm">The runs are judged when both are over.</p>
          )}
        </>
      )}
      <MetricComparison baseline={baseline.view.metrics} candidate={candidate.view.metrics} />
      <CompareCharts baseline={baseline.view} candidate={candidate.view} />
      <ProbeComparison baseline={baseline.view} candidate={candidate.view} />
    </div>
  );
}
