'use client';

import { Download } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useRunEstimates } from '@/components/api/compare.ts';
import { FindingComparison } from '@/components/findings/finding-comparison.tsx';
import { ProbeComparison } from '@/components/probe/probe-comparison.tsx';
import { Button } from '@/components/ui/button.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Select } from '@/components/ui/select.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import type { RunPair } from '@/lib/api/contract.ts';
import { settingDifferences } from '@/lib/compare/setting-differences.ts';
import { noiseWords } from '@/lib/judge/answer-words.ts';
import { answersOf, MARGINS } from '@/lib/judge/answers.ts';
import type { Chosen } from './compare-address.ts';
import { CompareCharts } from './compare-charts.tsx';
import { CompareSides } from './compare-sides.tsx';
import { DifferenceHeatmap } from './difference-heatmap.tsx';
import { DistributionCharts } from './distribution-charts.tsx';
import { EnvironmentCard } from './environment-card.tsx';
import { JudgedTable } from './judged-table.tsx';
import { ManyTable } from './many-table.tsx';
import { MarginFields } from './margin-fields.tsx';
import { MetricComparison } from './metric-comparison.tsx';
import { oneSidedRequests } from './one-sided.ts';
import { runLooks } from './run-looks.ts';
import { AlternateButton } from './sets/alternate-button.tsx';
import { SettingNotes } from './setting-notes.tsx';
import { Verdicts } from './verdicts.tsx';

type Props = { pairs: readonly RunPair[]; onChoose: (chosen: Chosen) => void };

/** The answers in sentences, what else differs, then the evidence. */
export function CompareScreen({ pairs, onChoose }: Props) {
  const [margins, setMargins] = useState(MARGINS);
  const [shown, setShown] = useState('0');
  const baseline = pairs[0]?.baseline;
  const candidates = useMemo(() => pairs.map(({ candidate }) => candidate), [pairs]);
  const runs = useMemo(() => (baseline ? [baseline, ...candidates] : []), [baseline, candidates]);
  const looks = useMemo(
    () =>
      baseline
        ? runLooks(
            baseline.run,
            candidates.map(({ run }) => run),
          )
        : [],
    [baseline, candidates],
  );
  const areOver = runs.every(({ view }) => view.status === 'finished');
  const ids = candidates.map(({ run }) => run.id);
  const { data: estimates, error, refetch } = useRunEstimates(baseline?.run.id ?? '', ids, areOver);
  const judged = useMemo(() => estimates?.map((one) => answersOf(one, margins)), [estimates, margins]);
  const differences = useMemo(
    () => (baseline ? candidates.map((candidate) => settingDifferences(baseline, candidate)) : []),
    [baseline, candidates],
  );
  const current = candidates[Number(shown)] ?? candidates[0];
  if (!baseline || !current) return null;
  const [only] = candidates.length === 1 ? candidates : [];
  const [first] = judged ?? [];
  const currentLook = looks[candidates.indexOf(current) + 1];
  const [baselineLook] = looks;
  const noise = estimates?.find((one) => one.noise)?.noise;
  return (
    <div className="flex flex-col gap-4">
      {judged ? (
        <Verdicts judged={judged} looks={looks.slice(1)} />
      ) : areOver && !error ? (
        <p className="rounded-lg border border-border bg-surface px-4 py-3 text-lg text-muted">
          Judging every request of all runs…
        </p>
      ) : null}
      <CompareSides runs={runs.map(({ run }) => run)} looks={looks} onChoose={onChoose} />
      {candidates.map(({ run }, at) => (
        <SettingNotes
          key={run.id}
          differences={differences[at] ?? []}
          of={only ? undefined : looks[at + 1]?.label}
        />
      ))}
      {only ? <EnvironmentCard baseline={baseline} candidate={only} /> : null}
      {noise ? <p className="text-muted text-sm">{noiseWords(noise)}</p> : null}
      {judged && estimates ? (
        <>
          <div className="flex flex-wrap items-end justify-between gap-3">
            <MarginFields margins={margins} onChange={setMargins} />
            <div className="flex flex-wrap gap-2">
              {only ? <AlternateButton baseline={baseline.run} candidate={only.run} /> : null}
              {only ? (
                <Button asChild>
                  <a
                    href={`/api/compare/report?${new URLSearchParams({ baseline: baseline.run.id, candidate: only.run.id })}`}
                    download={`comparison-${only.run.id}.html`}
                  >
                    <Download aria-hidden />
                    Download the report (HTML)
                  </a>
                </Button>
              ) : null}
            </div>
          </div>
          {only && first ? (
            <JudgedTable
              judged={first}
              oneSided={oneSidedRequests(baseline.view.requests, only.view.requests)}
              margins={margins}
            />
          ) : (
            <ManyTable judged={judged} looks={looks.slice(1)} margins={margins} />
          )}
          <DistributionCharts
            looks={looks}
            stretches={looks.map(({ id }, at) => {
              const stretch = at === 0 ? estimates[0]?.baseline : estimates[at - 1]?.candidate;
              return { id, from: stretch?.from ?? 0, to: stretch?.to ?? 0 };
            })}
          />
        </>
      ) : error ? (
        <ErrorState title="The runs could not be judged" error={error} onRetry={refetch} />
      ) : areOver ? (
        <Skeleton className="h-64 w-full" />
      ) : (
        <p className="text-muted text-sm">They are judged when all of them are over.</p>
      )}
      {areOver && only ? <FindingComparison baseline={baseline.run.id} candidate={only.run.id} /> : null}
      <CompareCharts runs={runs} looks={looks} />
      {only ? null : (
        <Select
          aria-label="Candidate of what follows"
          className="w-72"
          value={shown}
          onValueChange={setShown}
          choices={candidates.map(({ run }, at) => ({
            value: String(at),
            label: `Below: ${looks[at + 1]?.label ?? run.release}`,
          }))}
        />
      )}
      {areOver && !only ? <FindingComparison baseline={baseline.run.id} candidate={current.run.id} /> : null}
      {baselineLook && currentLook ? (
        <DifferenceHeatmap
          looks={[baselineLook, currentLook]}
          seconds={[baseline.view.elapsedSeconds, current.view.elapsedSeconds]}
        />
      ) : null}
      <MetricComparison baseline={baseline.view.metrics} candidate={current.view.metrics} />
      <ProbeComparison baseline={baseline.view} candidate={current.view} />
    </div>
  );
}
