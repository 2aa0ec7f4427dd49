'use client';

import { memo } from 'react';
import { highest } from './rows.ts';
import type { RunChartProps } from './run-chart-props.ts';
import { RUN_CURVES } from './run-curves.ts';
import { countTick, countTicks, valueTicks } from './ticks.ts';
import { TimeChart } from './time-chart.tsx';

const USERS = [RUN_CURVES.vus, RUN_CURVES.plannedVus];
const USERS_ALONE = [RUN_CURVES.vus];
const ITERATIONS = [RUN_CURVES.iterations, RUN_CURVES.plannedIterations, RUN_CURVES.dropped];
const ITERATIONS_ALONE = [RUN_CURVES.iterations, RUN_CURVES.dropped];

/** Users at work against the planned curve, which reaches on to the end of the plan. */
export const UsersChart = memo(function UsersChart({ rows: { withPlan }, frame }: RunChartProps) {
  const curves = highest(withPlan, [RUN_CURVES.plannedVus]) > 0 ? USERS : USERS_ALONE;
  return (
    <TimeChart
      title="Users"
      unit="virtual users at work"
      {...frame}
      rows={withPlan}
      curves={curves}
      ticks={countTicks(highest(withPlan, curves))}
      formatTick={countTick}
    />
  );
});

/** Iterations per second; with an arrival rate, against the planned curve. */
export const IterationsChart = memo(function IterationsChart({ rows: { withPlan }, frame }: RunChartProps) {
  const curves = highest(withPlan, [RUN_CURVES.plannedIterations]) > 0 ? ITERATIONS : ITERATIONS_ALONE;
  return (
    <TimeChart
      title="Iterations"
      unit="per second"
      {...frame}
      rows={withPlan}
      curves={curves}
      ticks={valueTicks(highest(withPlan, curves))}
      formatTick={countTick}
    />
  );
});
