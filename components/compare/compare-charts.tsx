'use client';

import { useMemo, useState } from 'react';
import { CrosshairProvider } from '@/components/charts/crosshair.tsx';
import { type Curve, highest } from '@/components/charts/rows.ts';
import { countTick, countTicks, msTick, valueTicks } from '@/components/charts/ticks.ts';
import { TimeChart } from '@/components/charts/time-chart.tsx';
import { useChartGrid } from '@/components/charts/use-chart-grid.ts';
import { Segmented } from '@/components/ui/segmented.tsx';
import type { RunDetail } from '@/lib/api/contract.ts';
import { alignedTo, stageEdges } from '@/lib/compare/stage-edges.ts';
import { formatCount, formatMs, formatRate, formatSpan } from '@/lib/format/format.ts';
import { type Compared, compareRows, keyOf } from './compare-rows.ts';
import { PERCENTILES, type Percentile } from './percentiles.ts';
import type { RunLook } from './run-looks.ts';
import { useComparedCurves } from './use-compared-curves.ts';

const ALIGNMENTS = [
  { value: 'time', label: 'By time' },
  { value: 'stages', label: 'By stage' },
] as const;
type Alignment = (typeof ALIGNMENTS)[number]['value'];

const perSecond = (value: number) => formatRate(value);

/** The curves of all runs over each other: by time since the start of each, or by stage. The baseline is the first. */
export function CompareCharts({ runs, looks }: { runs: readonly RunDetail[]; looks: readonly RunLook[] }) {
  const [percentile, setPercentile] = useState<Percentile>('p95');
  const [alignment, setAlignment] = useState<Alignment>('time');
  const { ref, className, chartWidth, points: most, asked } = useChartGrid();
  const views = useMemo(() => runs.map(({ view }) => view), [runs]);
  const curves = useComparedCurves(views, asked);
  const alignments = useMemo(() => {
    const [own, ...others] = runs.map(({ plan }) => stageEdges(plan));
    return others.map((edges) => (own && edges ? alignedTo(edges, own) : null));
  }, [runs]);
  const canAlign = alignments.every((aligned) => aligned !== null);
  const isByStage = alignment === 'stages' && canAlign;
  const { rows, seconds, secondsPerRow } = useMemo(() => {
    const compared = views.map(({ points, elapsedSeconds }, at) => ({
      ...{ points, seconds: elapsedSeconds, curves: curves[at] },
      aligned: isByStage && at > 0 ? (alignments[at - 1] ?? undefined) : undefined,
    }));
    return compareRows(compared, most);
  }, [views, curves, most, isByStage, alignments]);
  const frame = useMemo(
    () => ({ rows, span: [0, seconds] as const, now: null, width: chartWidth }),
    [rows, seconds, chartWidth],
  );
  const curvesOf = (compared: Compared, format: (value: number) => string): Curve[] =>
    looks.map(({ id: _, ...look }, at) => ({ ...look, key: keyOf(compared, at), draw: 'line', format }));
  const [latency, requests, failed, users] = [
    curvesOf(percentile, formatMs),
    curvesOf('requests', perSecond),
    curvesOf('failed', perSecond),
    curvesOf('vus', formatCount),
  ];
  const latencyTicks = valueTicks(highest(rows, latency));
  return (
    <CrosshairProvider>
      <section aria-label="Charts" className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p className="max-w-3xl text-muted text-xs">
            {isByStage
              ? 'Each stage over the same stage of the baseline, on the time of the baseline; '
              : 'By time since the start of each run, '}
            one value per {secondsPerRow === 1 ? 'second' : formatSpan(secondsPerRow)}
            {secondsPerRow === 1 ? '' : ': rates are means, percentiles of all requests in it'}.
            {canAlign
              ? ''
              : ' The plans have not as many stages, so runs cannot be laid over each other by stage.'}
          </p>
          <div className="flex flex-wrap gap-2">
            {canAlign ? (
              <Segmented
                label="Align the runs"
                value={alignment}
                onValueChange={setAlignment}
                choices={ALIGNMENTS}
              />
            ) : null}
            <Segmented
              label="Percentile"
              value={percentile}
              onValueChange={setPercentile}
              choices={PERCENTILES}
            />
          </div>
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
            curves={requests}
            ticks={valueTicks(highest(rows, requests))}
            formatTick={countTick}
          />
          <TimeChart
            title="Failures"
            unit="failed requests per second"
            {...frame}
            curves={failed}
            ticks={countTicks(highest(rows, failed))}
            formatTick={countTick}
          />
          <TimeChart
            title="Users"
            unit="virtual users at work"
            {...frame}
            curves={users}
            ticks={countTicks(highest(rows, users))}
            formatTick={countTick}
          />
        </div>
      </section>
    </CrosshairProvider>
  );
}
