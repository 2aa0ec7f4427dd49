'use client';

import { memo } from 'react';
import { highest } from './rows.ts';
import type { RunChartProps } from './run-chart-props.ts';
import { RUN_CURVES } from './run-curves.ts';
import { countTick, msTick, valueTicks } from './ticks.ts';
import { TimeChart } from './time-chart.tsx';

const DELAYS = [RUN_CURVES.eventLoop, RUN_CURVES.sendDelay];
const CPU = [RUN_CURVES.cpu];

/** Whether the generator kept its schedule: were these high, the other figures could not be trusted. */
export const DelayChart = memo(function DelayChart({ rows: { measured }, frame }: RunChartProps) {
  const ticks = valueTicks(Math.max(10, highest(measured, DELAYS)));
  return (
    <TimeChart
      title="Generator delay"
      unit="its own lateness"
      {...frame}
      rows={measured}
      curves={DELAYS}
      ticks={ticks}
      formatTick={msTick(ticks.at(-1) ?? 0)}
    />
  );
});

export const CpuChart = memo(function CpuChart({ rows: { measured }, frame }: RunChartProps) {
  return (
    <TimeChart
      title="Generator CPU"
      unit="cores kept busy"
      {...frame}
      rows={measured}
      curves={CPU}
      ticks={valueTicks(Math.max(0.1, highest(measured, CPU)))}
      formatTick={countTick}
    />
  );
});
