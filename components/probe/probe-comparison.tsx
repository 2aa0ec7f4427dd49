'use client';

import { useMemo, useState } from 'react';
import { useRunProbes } from '@/components/api/probes.ts';
import { BeforeAfterTable } from '@/components/compare/before-after-table.tsx';
import { Button } from '@/components/ui/button.tsx';
import { formatChange } from '@/lib/format/format.ts';
import { ComparedCurves } from './compared-curves.tsx';
import { comparedProbes } from './compared-probes.ts';
import { UNIT_WORDS } from './unit-words.ts';

type Run = { id: string; elapsedSeconds: number };

const whole = ({ elapsedSeconds }: Run) =>
  elapsedSeconds > 0 ? [{ from: 0, to: elapsedSeconds, width: 1 }] : [];

const FEW = 12;

/** What probes of the same name saw in both runs. Nothing when they have none in common. */
export function ProbeComparison({ baseline, candidate }: { baseline: Run; candidate: Run }) {
  const before = useRunProbes(baseline.id, whole(baseline));
  const after = useRunProbes(candidate.id, whole(candidate));
  const rows = useMemo(() => (before && after ? comparedProbes(before, after) : []), [before, after]);
  const [showsAll, showAll] = useState(false);
  if (rows.length === 0) return null;
  const shown = showsAll ? rows : rows.slice(0, FEW);
  return (
    <section aria-label="What probes saw" className="flex flex-col gap-4">
      <BeforeAfterTable
        title="What probes saw"
        hint="Means over each run, the greatest shift first; the curves of both are below, by the time since the start of each. Whether more is better depends on what it is, so they are not judged."
        label="What probes saw in both runs"
        what="Observed"
        rows={shown.map(({ probe, series, baseline: was, candidate: is }) => ({
          key: `${probe} ${series.key}`,
          what: (
            <>
              <span className="text-muted">
                {probe} · {series.chart}:
              </span>{' '}
              {series.label}
            </>
          ),
          baseline: UNIT_WORDS[series.unit].format(was),
          candidate: UNIT_WORDS[series.unit].format(is),
          change: was === 0 ? '' : formatChange((is - was) / Math.abs(was)),
        }))}
      >
        {rows.length > FEW ? (
          <div className="px-4 py-2">
            <Button size="sm" variant="ghost" onClick={() => showAll(!showsAll)}>
              {showsAll ? 'Show fewer' : `Show all ${rows.length}`}
            </Button>
          </div>
        ) : null}
      </BeforeAfterTable>
      <ComparedCurves baseline={baseline} candidate={candidate} compared={rows} />
    </section>
  );
}
