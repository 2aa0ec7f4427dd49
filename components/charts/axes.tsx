'use client';

import { memo } from 'react';
import { ReferenceLine, usePlotArea, useXAxisScale, XAxis, YAxis } from 'recharts';
import { formatDurationClock } from '@/lib/format/format.ts';
import { PLOT_INSETS } from './plot-insets.ts';
import type { Scale } from './scale.ts';
import { timeTicks } from './ticks.ts';

const TICK = { fontSize: 11, fill: 'var(--muted)' } as const;
/** Between two ticks of time, so that their labels do not touch. */
const TICK_PIXELS = 80;

/** Seconds since the start of the run, left to right. */
export const TimeAxis = memo(function TimeAxis({
  from,
  to,
  width,
}: {
  from: number;
  to: number;
  width: number;
}) {
  return (
    <XAxis
      dataKey="at"
      type="number"
      domain={[from, to]}
      allowDataOverflow
      ticks={timeTicks(from, to, Math.max(2, Math.floor(width / TICK_PIXELS)))}
      tickFormatter={formatDurationClock}
      interval={0}
      tick={TICK}
      tickLine={{ stroke: 'var(--border)' }}
      axisLine={{ stroke: 'var(--border)' }}
      height={PLOT_INSETS.bottom}
    />
  );
});

type ValueAxisProps = {
  /** The first one is the bottom of the plot, 0 unless the scale is logarithmic; the last one is its top. */
  ticks: readonly number[];
  scale: Scale;
  /** Depends on nothing but the ticks. */
  formatTick: (value: number) => string;
};

/** Values upwards. Seconds that do not change its ticks leave it alone. */
export const ValueAxis = memo(
  function ValueAxis({ ticks, scale, formatTick }: ValueAxisProps) {
    return (
      <YAxis
        scale={scale}
        domain={[ticks[0] ?? 0, ticks.at(-1) ?? 1]}
        allowDataOverflow
        ticks={[...ticks]}
        tickFormatter={formatTick}
        interval={0}
        tick={TICK}
        tickLine={false}
        axisLine={false}
        width={PLOT_INSETS.left}
      />
    );
  },
  (before, after) => before.scale === after.scale && before.ticks.join() === after.ticks.join(),
);

/** What must not be exceeded. */
export const LimitLine = memo(function LimitLine({ value }: { value: number }) {
  return <ReferenceLine y={value} stroke="var(--fail)" strokeDasharray="6 4" strokeWidth={1.25} />;
});

/** How far a run that goes on has come. */
export function NowMark({ at, isLate }: { at: number; isLate: boolean }) {
  const plot = usePlotArea();
  const x = useXAxisScale()?.(at);
  if (!plot || x === undefined) return null;
  return (
    <g>
      <line x1={x} x2={x} y1={plot.y} y2={plot.y + plot.height} stroke="var(--text)" strokeDasharray="2 3" />
      <text
        x={x + (isLate ? -4 : 4)}
        y={plot.y + 10}
        textAnchor={isLate ? 'end' : 'start'}
        fontSize={11}
        fill="var(--muted)"
      >
        now
      </text>
    </g>
  );
}
