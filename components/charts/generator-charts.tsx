'use client';

import { memo } from 'react';
import { LIMITS } from '@/lib/run/generator-limits.ts';
import { highest } from './rows.ts';
import type { RunChartProps } from './run-chart-props.ts';
import { RUN_CURVES } from './run-curves.ts';
import { byteTick, countTick, countTicks, msTick, valueTicks } from './ticks.ts';
import { TimeChart } from './time-chart.tsx';
import { workerCurves } from './worker-curves.ts';

const DELAYS = [RUN_CURVES.eventLoop, RUN_CURVES.sendDelay, RUN_CURVES.gcPause];
const OPEN = [RUN_CURVES.sockets, RUN_CURVES.openFiles];
const BUSY = { value: LIMITS.busyCores, label: `busy from ${LIMITS.busyCores} cores` };

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

/** A worker has one thread: at one core it can do no more, however many cores the machine has. */
export const CpuChart = memo(function CpuChart({ rows: { measured, workers }, frame }: RunChartProps) {
  const curves = workerCurves('cpuCores', workers);
  const peak = highest(measured, curves);
  return (
    <TimeChart
      title="Generator CPU"
      unit="cores, by load worker"
      {...frame}
      rows={measured}
      curves={curves}
      ticks={valueTicks(Math.max(0.1, peak > BUSY.value / 2 ? Math.max(peak, BUSY.value) : peak))}
      formatTick={countTick}
      limit={BUSY}
    />
  );
});

export const GarbageChart = memo(function GarbageChart({
  rows: { measured, workers },
  frame,
}: RunChartProps) {
  const curves = workerCurves('gcMs', workers);
  const ticks = valueTicks(Math.max(10, highest(measured, curves)));
  return (
    <TimeChart
      title="Garbage collection"
      unit="pauses per second, by load worker"
      {...frame}
      rows={measured}
      curves={curves}
      ticks={ticks}
      formatTick={msTick(ticks.at(-1) ?? 0)}
    />
  );
});

/** What a worker may open is limited by the system, each by itself. */
export const OpenChart = memo(function OpenChart({ rows: { measured }, frame }: RunChartProps) {
  return (
    <TimeChart
      title="Sockets and files"
      unit="open at the end of the second"
      {...frame}
      rows={measured}
      curves={OPEN}
      ticks={countTicks(highest(measured, OPEN))}
      formatTick={countTick}
    />
  );
});

export const MemoryChart = memo(function MemoryChart({ rows: { measured, workers }, frame }: RunChartProps) {
  const curves = workerCurves('rssBytes', workers);
  return (
    <TimeChart
      title="Generator memory"
      unit="resident, by load worker"
      {...frame}
      rows={measured}
      curves={curves}
      ticks={valueTicks(highest(measured, curves))}
      formatTick={byteTick}
    />
  );
});
