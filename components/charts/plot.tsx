'use client';

import { memo } from 'react';
import { Area, CartesianGrid, ComposedChart, Line, ReferenceLine, XAxis, YAxis } from 'recharts';
import { formatDurationClock } from '@/lib/format/format.ts';
import type { Curve, Row } from './rows.ts';
import { timeTicks } from './ticks.ts';

/** Pixels around the plot; the crosshair's layer lies exactly over what is inside. */
export const PLOT_INSETS = { left: 52, right: 20, top: 10, bottom: 22 } as const;

export type Limit = { value: number; label: string };

export type PlotProps = {
  rows: readonly Row[];
  curves: readonly Curve[];
  /** Seconds, the same for all charts of a page. */
  span: readonly [from: number, to: number];
  /** From 0 up; the last one is the top of the plot. */
  ticks: readonly number[];
  formatTick: (value: number) => string;
  /** Seconds; drawn while a run goes on. */
  now: number | null;
  limit: Limit | null;
  /** Pixels. */
  width: number;
  height: number;
};

const TICK = { fontSize: 11, fill: 'var(--muted)' } as const;
const valueUnder = (key: string) => (row: Row) => row.values[key] ?? null;

/** The picture itself. For those who cannot see it there are the summary and the table of its chart. */
export const Plot = memo(function Plot({
  rows,
  curves,
  span,
  ticks,
  formatTick,
  now,
  limit,
  width,
  height,
}: PlotProps) {
  const top = ticks.at(-1) ?? 1;
  return (
    <ComposedChart
      width={width}
      height={height}
      data={rows as Row[]}
      margin={{ left: 0, right: PLOT_INSETS.right, top: PLOT_INSETS.top, bottom: 0 }}
      accessibilityLayer={false}
      throttleDelay={250}
    >
      <CartesianGrid vertical={false} stroke="var(--border)" />
      <XAxis
        dataKey="at"
        type="number"
        domain={[span[0], span[1]]}
        allowDataOverflow
        ticks={timeTicks(span[0], span[1], Math.max(2, Math.floor(width / 80)))}
        tickFormatter={formatDurationClock}
        interval={0}
        tick={TICK}
        tickLine={{ stroke: 'var(--border)' }}
        axisLine={{ stroke: 'var(--border)' }}
        height={PLOT_INSETS.bottom}
      />
      <YAxis
        domain={[0, top]}
        allowDataOverflow
        ticks={ticks as number[]}
        tickFormatter={formatTick}
        interval={0}
        tick={TICK}
        tickLine={false}
        axisLine={false}
        width={PLOT_INSETS.left}
      />
      {curves.map((curve) => drawn(curve))}
      {limit && limit.value <= top ? (
        <ReferenceLine y={limit.value} stroke="var(--fail)" strokeDasharray="6 4" strokeWidth={1.25} />
      ) : null}
      {now !== null ? (
        <ReferenceLine
          x={now}
          stroke="var(--text)"
          strokeWidth={1}
          strokeDasharray="2 3"
          label={{
            value: 'now',
            position: now > (span[0] + span[1]) / 2 ? 'insideTopRight' : 'insideTopLeft',
            fontSize: 11,
            fill: 'var(--muted)',
          }}
        />
      ) : null}
    </ComposedChart>
  );
});

function drawn({ key, colour, draw, dash, width = 1.75 }: Curve) {
  const common = {
    dataKey: valueUnder(key),
    stroke: colour,
    strokeWidth: width,
    strokeDasharray: dash,
    // A lone second between two gaps is drawn as a dot by its round cap.
    strokeLinecap: 'round',
    strokeLinejoin: 'round',
    dot: false,
    activeDot: false,
    connectNulls: false,
    isAnimationActive: false,
  } as const;
  if (draw === 'line') return <Line key={key} {...common} type="linear" />;
  // Values belong to the end of their stretch: a step reaches back over it.
  return (
    <Area
      key={key}
      {...common}
      type={draw === 'steps' ? 'stepBefore' : 'linear'}
      fill={colour}
      fillOpacity={0.18}
    />
  );
}
