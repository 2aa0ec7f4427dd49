'use client';

import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { useRunSpectrum } from '@/components/api/runs.ts';
import { OneByOne } from '@/components/ui/one-by-one.tsx';
import { Segmented } from '@/components/ui/segmented.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { formatSpan } from '@/lib/format/format.ts';
import type { Plan } from '@/lib/plan/plan.ts';
import type { BrushedStretch } from './brush.tsx';
import { CrosshairProvider } from './crosshair.tsx';
import { CpuChart, DelayChart, GarbageChart, MemoryChart, OpenChart } from './generator-charts.tsx';
import { GhostRows, type GhostRun, useGhostRows } from './ghost.tsx';
import { HeatmapChart } from './heatmap-chart.tsx';
import { IterationsChart, UsersChart } from './load-charts.tsx';
import { freshEnd } from './pieces.ts';
import type { Limit } from './plot.tsx';
import { FailuresChart, LatencyChart, ReceivedChart, ThroughputChart } from './request-charts.tsx';
import type { RunChartProps } from './run-chart-props.ts';
import { runRows, type Stretch, spanOf } from './run-rows.ts';
import type { Scale } from './scale.ts';
import { SpectrumChart } from './spectrum-chart.tsx';
import { useChartGrid } from './use-chart-grid.ts';
import { type MeasuredRun, useCurves } from './use-curves.ts';
import { useHeight } from './use-extent.ts';
import { type ShownRequests, useHeatmap, useOwnCurves } from './use-run-pieces.ts';

const CHOICES: readonly { value: Stretch; label: string }[] = [
  { value: 'plan', label: 'Whole plan' },
  { value: 'so-far', label: 'So far' },
  { value: 'last-5-min', label: 'Last 5 min' },
];

type Props = {
  run: MeasuredRun;
  plan: Plan;
  /** Seconds. */
  plannedSeconds: number | null;
  /** Seconds at the start that the verdict leaves out. */
  warmUp: number;
  /** Of the whole run's p(95), when the plan has a rule for it. */
  p95Limit: Limit | null;
  /** To what the charts reach, seconds; null for as much as is chosen here. */
  zoom: BrushedStretch | null;
  /** Whose spectrum is drawn; null for all so far. */
  stretch: BrushedStretch | null;
  /** Its figures are on their way, and come first. */
  isReading: boolean;
  shown: ShownRequests;
  scale: Scale;
  ghost: GhostRun | null;
  /** For a room: the charts that matter most, as large as there is room for, and nothing else. */
  isWall: boolean;
  /** Chooses what is shown. */
  controls: ReactNode;
  /** What else happened meanwhile, on the same axis of time. */
  beside?: (place: ChartPlace) => ReactNode;
};

/** How a chart that belongs to the others is drawn; `asked` is how many points of a curve it can tell apart. */
export type ChartPlace = Pick<RunChartProps, 'frame'> & { className: string; asked: number };

/** All charts of a run: one time axis, one crosshair. */
export function RunCharts({
  run,
  plan,
  plannedSeconds,
  warmUp,
  p95Limit,
  zoom,
  stretch,
  isReading,
  shown,
  scale,
  ghost,
  isWall,
  controls,
  beside,
}: Props) {
  const { points, elapsedSeconds, isActive } = run;
  const [reach, setReach] = useState<Stretch>('plan');
  const { ref, className, chartWidth, points: most, asked } = useChartGrid();
  const [from, to] = zoom
    ? [zoom.from, zoom.to]
    : spanOf(isActive ? reach : 'plan', elapsedSeconds, isActive ? plannedSeconds : null);
  const own = useOwnCurves(run, [from, to], asked, shown);
  const ofAll = useCurves(run, [from, to], own ? 0 : asked);
  // New curves draw every chart anew: piece by piece, while the page answers.
  const curves = useDeferredValue(own ?? ofAll);
  // Seconds at hand are of all requests.
  const seconds = own ? NO_POINTS : points;
  const rows = useMemo(
    () => runRows(seconds, plan, [from, to], most, curves),
    [seconds, plan, from, to, most, curves],
  );
  const heatmap = useHeatmap(run, [from, to], Math.floor(asked / HEATMAP_PIXELS), shown);
  const whole = wholeOf(run, warmUp);
  const part = shown.series !== null || stretch ? (stretch ?? whole) : null;
  const spectrum = useRunSpectrum(run.id, part, shown, { waits: isReading }).data;
  const wholeSpectrum = useRunSpectrum(run.id, whole, { ...shown, series: null }).data;
  const now = isActive && elapsedSeconds <= to ? elapsedSeconds : null;
  const wall = useHeight<HTMLElement>();
  const height = isWall
    ? Math.max(LEAST_HEIGHT, Math.floor((wall.height - GAP) / 2) - CARD_PIXELS)
    : undefined;
  const frame = useMemo(
    () => ({ span: [from, to] as const, now, warmUp, width: chartWidth, height }),
    [from, to, now, warmUp, chartWidth, height],
  );
  const chart: RunChartProps = { rows, frame };
  // It is of all requests and of response times, as the curves are that nobody narrowed.
  const isLike = shown.series === null && shown.latency === 'responseTime';
  const ghostRows = useGhostRows(isLike && asked > 0 ? ghost : null, rows.secondsPerRow);

  const latencies = (
    <LatencyChart
      {...chart}
      latency={shown.latency}
      scale={scale}
      limit={shown.latency === 'responseTime' && shown.series === null ? p95Limit : null}
    />
  );
  const spread = <HeatmapChart frame={frame} heatmap={heatmap} latency={shown.latency} scale={scale} />;
  if (isWall)
    return (
      <CrosshairProvider>
        <GhostRows value={ghostRows}>
          <section ref={wall.ref} aria-label="Charts" className="h-full overflow-hidden">
            <div ref={ref} className={className}>
              <OneByOne place={PLACE}>
                {latencies}
                <ThroughputChart {...chart} />
                {spread}
                <UsersChart {...chart} />
              </OneByOne>
            </div>
          </section>
        </GhostRows>
      </CrosshairProvider>
    );
  return (
    <CrosshairProvider>
      <GhostRows value={ghostRows}>
        <section aria-label="Charts" className="flex flex-col gap-3">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            {controls}
            {isActive && !zoom ? (
              <Segmented label="Shown time" value={reach} onValueChange={setReach} choices={CHOICES} />
            ) : null}
          </div>
          <div ref={ref} className={className}>
            <OneByOne place={PLACE}>
              {latencies}
              {spread}
              <SpectrumChart
                spectrum={part ? spectrum : wholeSpectrum}
                whole={part ? wholeSpectrum : undefined}
                latency={shown.latency}
                scale={scale}
                width={chartWidth}
              />
              <ThroughputChart {...chart} />
              <UsersChart {...chart} />
              <FailuresChart {...chart} />
              <IterationsChart {...chart} />
              <ReceivedChart {...chart} />
            </OneByOne>
          </div>
          <p className="text-muted text-xs">
            {resolution(rows.secondsPerRow, curves !== undefined)} Drag over a chart, or press Shift with the
            arrow keys, to see the figures of a stretch; click a point to see samples of that moment.
          </p>
          <h2 className="mt-2 font-semibold text-base">The load generator itself</h2>
          <p className="-mt-2 text-muted text-sm">
            Were it late or out of breath, the figures above would be its own, not the target's.
          </p>
          <div className={className}>
            <OneByOne place={PLACE} after={8}>
              <DelayChart {...chart} />
              <CpuChart {...chart} />
              <GarbageChart {...chart} />
              <OpenChart {...chart} />
              <MemoryChart {...chart} />
            </OneByOne>
          </div>
          {beside?.({ frame, className, asked })}
        </section>
      </GhostRows>
    </CrosshairProvider>
  );
}

/** As high as most charts. */
const PLACE = <Skeleton className="h-64 w-full" />;

/** On a wall two charts stand above each other: the gap between them, and what a card has around its plot. Pixels. */
const GAP = 16;
const CARD_PIXELS = 66;
const LEAST_HEIGHT = 90;

const NO_POINTS: MeasuredRun['points'] = [];
/** A narrower column would hardly be seen, and hold next to nothing. */
const HEATMAP_PIXELS = 2;

/** All that figures of the run are of, without its warm-up; of one that goes on, what is surely recorded. null when that is nothing. */
function wholeOf({ elapsedSeconds, isActive }: MeasuredRun, warmUp: number): BrushedStretch | null {
  const to = isActive ? freshEnd(elapsedSeconds) : elapsedSeconds;
  return to > warmUp ? { from: warmUp, to } : null;
}

function resolution(width: number, isExact: boolean): string {
  if (width === 1) return 'One value per second.';
  return `One value per ${formatSpan(width)}: rates are means; ${isExact ? 'percentiles are of all requests in it, delays the worst' : 'percentiles and delays are those of the worst second'}.`;
}
