'use client';

import { useMemo, useState } from 'react';
import { useRunProbes } from '@/components/api/probes.ts';
import { CrosshairProvider } from '@/components/charts/crosshair.tsx';
import { type Curve, highest } from '@/components/charts/rows.ts';
import { TimeChart } from '@/components/charts/time-chart.tsx';
import { useChartGrid } from '@/components/charts/use-chart-grid.ts';
import { Button } from '@/components/ui/button.tsx';
import { binWidth } from '@/lib/run/bin-width.ts';
import { comparedCharts } from './compared-charts.ts';
import type { ComparedProbe } from './compared-probes.ts';
import { probeTicks, UNIT_WORDS } from './unit-words.ts';

type Run = { id: string; elapsedSeconds: number };
type Props = { baseline: Run; candidate: Run; compared: readonly ComparedProbe[] };

const FEW = 4;
const LOOKS = [
  { label: 'Baseline', colour: 'var(--muted)', dash: '5 4', width: 1.5 },
  { label: 'Candidate', colour: 'var(--run-1)', dash: undefined, width: 2 },
] as const satisfies readonly Pick<Curve, 'label' | 'colour' | 'dash' | 'width'>[];

/** Curves of probes in both runs over each other, by the time since the start of each; what differs most comes first. */
export function ComparedCurves({ baseline, candidate, compared }: Props) {
  const { ref, className, chartWidth, asked } = useChartGrid();
  const [shown, show] = useState(FEW);
  const seconds = Math.max(1, baseline.elapsedSeconds, candidate.elapsedSeconds);
  const width = asked > 0 ? binWidth(seconds, asked) : 1;
  const piece = ({ elapsedSeconds }: Run) =>
    asked > 0 && elapsedSeconds > 0 ? [{ from: 0, to: elapsedSeconds, width }] : [];
  const before = useRunProbes(baseline.id, piece(baseline));
  const after = useRunProbes(candidate.id, piece(candidate));
  const charts = useMemo(
    () => (before && after ? comparedCharts(compared.slice(0, shown), [before, after], LOOKS) : []),
    [before, after, compared, shown],
  );
  return (
    <div ref={ref} className="flex flex-col gap-3">
      <CrosshairProvider>
        <div className={className}>
          {charts.map(({ title, series, rows, curves }) => {
            const ticks = probeTicks(highest(rows, curves));
            return (
              <TimeChart
                key={`${title} ${series.key}`}
                title={title}
                unit={UNIT_WORDS[series.unit].unit}
                rows={rows}
                curves={curves}
                span={[0, seconds]}
                ticks={ticks}
                formatTick={UNIT_WORDS[series.unit].tick(ticks.at(-1) ?? 0)}
                now={null}
                width={chartWidth}
                height={150}
              />
            );
          })}
        </div>
      </CrosshairProvider>
      {compared.length > shown ? (
        <Button size="sm" variant="ghost" className="self-start" onClick={() => show(shown + 2 * FEW)}>
          Draw more of {compared.length}
        </Button>
      ) : null}
    </div>
  );
}
