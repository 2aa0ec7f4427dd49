'use client';

import { useMemo, useState } from 'react';
import { CrosshairProvider } from '@/components/charts/crosshair.tsx';
import { type Curve, highest } from '@/components/charts/rows.ts';
import { countTick, countTicks, msTick, valueTicks } from '@/components/charts/ticks.ts';
import { TimeChart } from '@/components/charts/time-chart.tsx';
import { useChartGrid } from '@/components/charts/use-chart-grid.ts';
import { useCurves } from '@/components/charts/use-curves.ts';
import { Segmented } from '@/components/ui/segmented.tsx';
import { formatCount, formatMs, formatRate, formatSpan } from '@/lib/format/format.ts';
import type { RunView } from '@/lib/run/view.ts';
import { type Compared, type ComparedRun, compareRows, keyOf, type Side } from './compare-rows.ts';
import { SIDE_LOOKS } from './side-looks.ts';

const PERCENTILES = [
  { value: 'p50', label: 'p50' },
  { value: 'p95', label: 'p95' },
  { value: 'p99', label: 'p99' },
] as const;
type Percentile = (typeof PERCENTILES)[number]['value'];

const perSecond = (value: number) => formatRate(value);
const LATENCY_CURVES = {
  p50: pairOf('p50', formatMs),
  p95: pairOf('p95', formatMs),
  p99: pairOf('p99', formatMs),
};
const REQUESTS = pairOf('requests', perSecond);
const FAILED = pairOf('failed', perSecond);
const USERS = pairOf('vus', formatCount);

/** The curves of both runs over each other, by time since the start of each. */
export function CompareCharts({ baseline, candidate }: { baseline: RunView; candidate: RunView }) {
  const [percentile, setPercentile] = useState<Percentile>('p95');
  const { ref, className, chartWidth, points: most, asked } = useChartGrid();
  const longest = Math.max(baseline.elapsedSeconds, candidate.elapsedSeconds, 1);
  const span = [0, longest] as const;
  const before = useCurves({ ...baseline, isActive: false }, span, asked);
  const after = useCurves({ ...candidate, isActive: false }, span, asked);
  const { rows, seconds, secondsPerRow } = useMemo(
    () => compareRows(comparedRun(baseline, before), comparedRun(candidate, after), most),
    [baseline, candidate, before, after, most],
  );
  const frame = useMemo(
    () => ({ rows, span: [0, seconds] as const, now: null, width: chartWidth }),
    [rows, seconds, chartWidth],
  );
  const latency = LATENCY_CURVES[percentile];
  const latencyTicks = valueTicks(highest(rows, latency));
  return (
    <CrosshairProvider>
      <section aria-label="Charts" className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p className="text-muted text-xs">
            By time since the start of each run, one value per{' '}
            {secondsPerRow === 1 ? 'second' : formatSpan(secondsPerRow)}
            {secondsPerRow === 1 ? '' : ': rates are means, percentiles of all requests in it'}.
          </p>
          <Segmented
            label="Percentile"
            value={percentile}
            onValueChange={setPercentile}
            choices={PERCENTILES}
          />
        </div>
        <div ref={ref} className={className}>
          <TimeChart
            title={`Response time ${percentile}`}
            unit="intended start to last byte"
            {...frame}
            curves={latency}
            ticks={latencyTicks}
            formatTick={msTick(latencyTicks.at(-1) ?? 0)}
          />
          <TimeChart
            title="Throughput"
            unit="requests per second"
            {...frame}
            curves={REQUESTS}
            ticks={valueTicks(highest(rows, REQUESTS))}
            formatTick={countTick}
          />
          <TimeChart
            title="Failures"
            unit="failed requests per second"
            {...frame}
            curves={FAILED}
            ticks={countTicks(highest(rows, FAILED))}
            formatTick={countTick}
          />
          <TimeChart
            title="Users"
            unit="virtual users at work"
            {...frame}
            curves={USERS}
            ticks={countTicks(highest(rows, USERS))}
            formatTick={countTick}
          />
        </div>
      </section>
    </CrosshairProvider>
  );
}

const comparedRun = ({ points, elapsedSeconds }: RunView, curves: ComparedRun['curves']): ComparedRun => ({
  points,
  seconds: elapsedSeconds,
  curves,
});

function pairOf(compared: Compared, format: (value: number) => string): readonly Curve[] {
  const curve = (side: Side): Curve => ({
    ...SIDE_LOOKS[side],
    key: keyOf(compared, side),
    draw: 'line',
    format,
  });
  return [curve('baseline'), curve('candidate')];
}
