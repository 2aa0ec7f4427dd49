'use client';

import { Area, AreaChart, CartesianGrid, Tooltip, XAxis, YAxis } from 'recharts';
import { countTick, timeTicks, valueTicks } from '@/components/charts/ticks.ts';
import { useWidth } from '@/components/charts/use-extent.ts';
import { formatDurationClock } from '@/lib/format/format.ts';
import { LOAD_UNITS, type LoadCurve } from './load-points.ts';
import { LoadReading } from './load-reading.tsx';
import { scenarioColour } from './scenario-colour.ts';

const TICK = { fontSize: 11, fill: 'var(--muted)' } as const;
const LINE = { stroke: 'var(--border)' } as const;

/** The planned load over time, scenarios stacked. */
export function LoadChart({ curve, height = 160 }: { curve: LoadCurve; height?: number }) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const ticks = valueTicks(curve.peak, 3);
  const unit = LOAD_UNITS[curve.kind];
  return (
    <figure
      ref={ref}
      style={{ height }}
      className="min-w-0"
      aria-label={`Planned ${unit}: up to ${countTick(Math.ceil(curve.peak))} within ${formatDurationClock(curve.length)}`}
    >
      {width > 0 ? (
        <AreaChart
          width={width}
          height={height}
          data={curve.points}
          margin={{ left: 0, right: 10, top: 8, bottom: 0 }}
          accessibilityLayer={false}
        >
          <CartesianGrid vertical={false} stroke="var(--border)" />
          <XAxis
            dataKey="at"
            type="number"
            domain={[0, curve.length]}
            ticks={timeTicks(0, curve.length, Math.max(2, Math.floor(width / 80)))}
            tickFormatter={formatDurationClock}
            interval={0}
            tick={TICK}
            tickLine={LINE}
            axisLine={LINE}
            height={22}
          />
          <YAxis
            domain={[0, ticks.at(-1) ?? 1]}
            ticks={ticks}
            tickFormatter={countTick}
            interval={0}
            tick={TICK}
            tickLine={false}
            axisLine={false}
            width={40}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: 'var(--muted)', strokeDasharray: '3 3' }}
            content={<LoadReading curve={curve} />}
          />
          {curve.scenarios.map(({ id }, index) => (
            <Area
              key={id}
              dataKey={(point: LoadCurve['points'][number]) => point.values[index] ?? 0}
              stackId="load"
              type="linear"
              stroke="var(--accent)"
              strokeWidth={1.5}
              fill={scenarioColour(index)}
              fillOpacity={0.45}
              dot={false}
              activeDot={false}
              isAnimationActive={false}
            />
          ))}
        </AreaChart>
      ) : null}
    </figure>
  );
}
