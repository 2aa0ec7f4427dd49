'use client';

import { memo, useMemo } from 'react';
import { formatCount, formatDurationClock, formatMs, formatRequests } from '@/lib/format/format.ts';
import type { ShownLatency } from '@/lib/run/shown-latency.ts';
import type { RunHeatmap } from '@/lib/run/window.ts';
import { useCrosshair } from './crosshair.tsx';
import { darkness, filledRows, fullest, HEATMAP_FACTS, heatmapRows, rowEdgeMs } from './heatmap-cells.ts';
import { HeatmapPicture } from './heatmap-picture.tsx';
import { LATENCY_WORDS } from './latency-words.ts';
import { PLOT_INSETS } from './plot-insets.ts';
import { type Row, rowAt } from './rows.ts';
import type { RunChartProps } from './run-chart-props.ts';
import type { Scale } from './scale.ts';
import { logTicks, msLogTick, msTick, valueTicks } from './ticks.ts';
import { TimeChart } from './time-chart.tsx';

const HEIGHT = 190;

type Props = {
  frame: RunChartProps['frame'];
  /** In pieces that follow on each other. */
  heatmap: readonly RunHeatmap[];
  latency: ShownLatency;
  scale: Scale;
};

/** When how many requests took how long: what percentiles cannot show, such as two humps. */
export const HeatmapChart = memo(function HeatmapChart({ frame, heatmap, latency, scale }: Props) {
  const columns = useMemo(() => heatmap.flatMap((piece) => piece.columns), [heatmap]);
  const rowsPerOctave = heatmap[0]?.rowsPerOctave ?? 1;
  const rows = useMemo(() => heatmapRows(columns, rowsPerOctave), [columns, rowsPerOctave]);
  const ticks = useMemo(() => {
    const filled = filledRows(columns);
    const [low, high] = filled
      ? [rowEdgeMs(filled[0], rowsPerOctave), rowEdgeMs(filled[1], rowsPerOctave)]
      : EMPTY;
    return scale === 'log' ? logTicks(low, high) : valueTicks(high);
  }, [columns, rowsPerOctave, scale]);
  const top = ticks.at(-1) ?? 1;
  const { height = HEIGHT } = frame;
  const reach = useMemo(() => [ticks[0] ?? 0, top] as const, [ticks, top]);
  return (
    <TimeChart
      title={`${LATENCY_WORDS[latency].title}, spread`}
      unit="requests by how long they took"
      {...frame}
      rows={rows}
      curves={HEATMAP_FACTS}
      legend={<HeatmapLegend rows={rows} most={fullest(columns)} />}
      picture={
        <HeatmapPicture
          columns={columns}
          rowsPerOctave={rowsPerOctave}
          span={frame.span}
          reach={reach}
          scale={scale}
          width={Math.max(1, frame.width - 2 - PLOT_INSETS.left - PLOT_INSETS.right)}
          height={Math.max(1, height - PLOT_INSETS.top - PLOT_INSETS.bottom)}
        />
      }
      ticks={ticks}
      formatTick={scale === 'log' ? msLogTick : msTick(top)}
      scale={scale}
      height={height}
    />
  );
});

/** To what the axis reaches before there is anything to show. Milliseconds. */
const EMPTY = [1, 1000] as const;

const STEPS = 7;

/** What the shades mean, and what is in the column at the crosshair. */
function HeatmapLegend({ rows, most }: { rows: readonly Row[]; most: number }) {
  const { at } = useCrosshair();
  const row = at === null ? undefined : rowAt(rows, at);
  if (most === 0) return <p className="text-muted text-xs">Columns come as the run is recorded.</p>;
  return (
    <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-xs">
      <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-muted">
        1
        <span aria-hidden className="inline-flex text-p99">
          {Array.from({ length: STEPS }, (_, step) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: a step of a scale has no other identity
              key={step}
              className="h-2.5 w-3 bg-current"
              style={{ opacity: darkness(Math.max(1, most) ** (step / (STEPS - 1)), Math.max(1, most)) }}
            />
          ))}
        </span>
        {formatRequests(Math.max(1, most))}
      </span>
      {row ? (
        <span className="ml-auto whitespace-nowrap tabular-nums">
          <span className="text-muted">{stretchOf(row)}</span> {inWords(row)}
        </span>
      ) : null}
    </div>
  );
}

const stretchOf = ({ from, at }: Row): string =>
  at - from <= 1
    ? `at ${formatDurationClock(at)}`
    : `${formatDurationClock(from)} – ${formatDurationClock(at)}`;

function inWords({ values: { count, fastest, most, slowest } }: Row): string {
  if (!count) return 'no requests';
  return `${formatCount(count)}, ${formatMs(fastest ?? 0)} – ${formatMs(slowest ?? 0)}, most at ${formatMs(most ?? 0)}`;
}
