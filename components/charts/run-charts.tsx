'use client';

import { useMemo, useState } from 'react';
import { Segmented } from '@/components/ui/segmented.tsx';
import { formatSpan } from '@/lib/format/format.ts';
import type { Plan } from '@/lib/plan/plan.ts';
import { CrosshairProvider } from './crosshair.tsx';
import { CpuChart, DelayChart, GarbageChart, MemoryChart, OpenChart } from './generator-charts.tsx';
import { IterationsChart, UsersChart } from './load-charts.tsx';
import type { Limit } from './plot.tsx';
import { FailuresChart, ReceivedChart, ResponseTimeChart, ThroughputChart } from './request-charts.tsx';
import type { RunChartProps } from './run-chart-props.ts';
import { runRows, type Stretch, spanOf } from './run-rows.ts';
import { type MeasuredRun, useCurves } from './use-curves.ts';
import { useWidth } from './use-width.ts';

const CHOICES: readonly { value: Stretch; label: string }[] = [
  { value: 'plan', label: 'Whole plan' },
  { value: 'so-far', label: 'So far' },
  { value: 'last-5-min', label: 'Last 5 min' },
];

/** Two charts side by side need this much room. Pixels. */
const TWO_COLUMNS = 760;
const GAP = 16;

type Props = {
  run: MeasuredRun;
  plan: Plan;
  /** Seconds. */
  plannedSeconds: number | null;
  /** Seconds at the start that the verdict leaves out. */
  warmUp: number;
  /** Of the whole run's p(95), when the plan has a rule for it. */
  p95Limit: Limit | null;
};

/** All charts of a run: one time axis, one crosshair. */
export function RunCharts({ run, plan, plannedSeconds, warmUp, p95Limit }: Props) {
  const { points, elapsedSeconds, isActive } = run;
  const [stretch, setStretch] = useState<Stretch>('plan');
  const { ref, width } = useWidth<HTMLDivElement>();
  const columns = width >= TWO_COLUMNS ? 2 : 1;
  const chartWidth = Math.floor((width - GAP * (columns - 1)) / columns);
  const [from, to] = spanOf(isActive ? stretch : 'plan', elapsedSeconds, isActive ? plannedSeconds : null);
  const most = Math.max(60, chartWidth - 70);
  const curves = useCurves(run, [from, to], width > 0 ? most : 0);
  const rows = useMemo(
    () => runRows(points, plan, [from, to], most, curves),
    [points, plan, from, to, most, curves],
  );
  const now = isActive ? elapsedSeconds : null;
  const frame = useMemo(
    () => ({ span: [from, to] as const, now, warmUp, width: chartWidth }),
    [from, to, now, warmUp, chartWidth],
  );
  const chart: RunChartProps = { rows, frame };

  return (
    <CrosshairProvider>
      <section aria-label="Charts" className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p className="text-muted text-xs">
            {resolution(rows.secondsPerRow, curves !== undefined)} Drag over a chart, or press Shift with the
            arrow keys, to see the figures of a stretch.
          </p>
          {isActive ? (
            <Segmented label="Shown time" value={stretch} onValueChange={setStretch} choices={CHOICES} />
          ) : null}
        </div>
        <div ref={ref} className={`grid gap-4 ${columns === 2 ? 'grid-cols-2' : 'grid-cols-1'}`}>
          <ResponseTimeChart {...chart} limit={p95Limit} />
          <ThroughputChart {...chart} />
          <UsersChart {...chart} />
          <FailuresChart {...chart} />
          <IterationsChart {...chart} />
          <ReceivedChart {...chart} />
        </div>
        <h2 className="mt-2 font-semibold text-base">The load generator itself</h2>
        <p className="-mt-2 text-muted text-sm">
          Were it late or out of breath, the figures above would be its own, not the target's.
        </p>
        <div className={`grid gap-4 ${columns === 2 ? 'grid-cols-2' : 'grid-cols-1'}`}>
          <DelayChart {...chart} />
          <CpuChart {...chart} />
          <GarbageChart {...chart} />
          <OpenChart {...chart} />
          <MemoryChart {...chart} />
        </div>
      </section>
    </CrosshairProvider>
  );
}

function resolution(width: number, isExact: boolean): string {
  if (width === 1) return 'One value per second.';
  return `One value per ${formatSpan(width)}: rates are means; ${isExact ? 'percentiles are of all requests in it, delays the worst' : 'percentiles and delays are those of the worst second'}.`;
}
