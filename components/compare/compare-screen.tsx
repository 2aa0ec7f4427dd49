'use client';

import { useMemo } from 'react';
import type { RunPair } from '@/lib/api/contract.ts';
import { compareRuns } from '@/lib/compare/compare-runs.ts';
import { settingDifferences } from '@/lib/compare/setting-differences.ts';
import { CompareCharts } from './compare-charts.tsx';
import { CompareSides } from './compare-sides.tsx';
import { CompareTable } from './compare-table.tsx';
import { MetricComparison } from './metric-comparison.tsx';
import { SettingNotes } from './setting-notes.tsx';

type Props = { pair: RunPair; onChoose: (chosen: { baseline: string; candidate: string }) => void };

/** The answer in a sentence, what else differs, then the evidence. */
export function CompareScreen({ pair: { baseline, candidate }, onChoose }: Props) {
  const comparison = useMemo(() => compareRuns(baseline.view, candidate.view), [baseline, candidate]);
  const differences = useMemo(() => settingDifferences(baseline, candidate), [baseline, candidate]);
  return (
    <div className="flex flex-col gap-4">
      <CompareSides
        baseline={baseline.run}
        candidate={candidate.run}
        onSwap={() => onChoose({ baseline: candidate.run.id, candidate: baseline.run.id })}
      />
      <p className="rounded-lg border border-border bg-surface px-4 py-3 font-medium text-lg">
        {comparison.sentence}
      </p>
      <SettingNotes differences={differences} />
      <CompareTable comparison={comparison} />
      <MetricComparison baseline={baseline.view.metrics} candidate={candidate.view.metrics} />
      <CompareCharts baseline={baseline.view} candidate={candidate.view} />
    </div>
  );
}
