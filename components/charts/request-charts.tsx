'use client';

import { memo } from 'react';
import type { ShownLatency } from '@/lib/run/shown-latency.ts';
import { LATENCY_WORDS } from './latency-words.ts';
import type { Limit } from './plot.tsx';
import { highest, lowest } from './rows.ts';
import type { RunChartProps } from './run-chart-props.ts';
import { RUN_CURVES } from './run-curves.ts';
import type { Scale } from './scale.ts';
import { byteTick, countTick, countTicks, logTicks, msLogTick, msTick, valueTicks } from './ticks.ts';
import { TimeChart } from './time-chart.tsx';

const LATENCIES = [RUN_CURVES.p50, RUN_CURVES.p95, RUN_CURVES.p99];
const THROUGHPUT = [RUN_CURVES.requests, RUN_CURVES.failedRequests];
const RECEIVED = [RUN_CURVES.received];
const FAILURES = [RUN_CURVES.failedRequests];

/** A limit further up than this many times the highest value would flatten the curves; the legend names it instead. */
const LIMIT_REACH = 2.5;

/** The percentiles of one latency. */
export const LatencyChart = memo(function LatencyChart({
  rows: { measured },
  frame,
  limit,
  latency,
  scale,
}: RunChartProps & { limit: Limit | null; latency: ShownLatency; scale: Scale }) {
  const peak = highest(measured, LATENCIES);
  const top = limit && limit.value <= peak * LIMIT_REACH ? Math.max(peak, limit.value) : peak;
  const least = lowest(measured, LATENCIES);
  const ticks = scale === 'log' && least !== null ? logTicks(least, top) : valueTicks(top);
  const isLog = scale === 'log' && least !== null;
  return (
    <TimeChart
      {...LATENCY_WORDS[latency]}
      {...frame}
      rows={measured}
      curves={LATENCIES}
      ticks={ticks}
      formatTick={isLog ? msLogTick : msTick(ticks.at(-1) ?? 0)}
      scale={isLog ? 'log' : 'linear'}
      limit={limit}
    />
  );
});

export const ThroughputChart = memo(function ThroughputChart({ rows: { measured }, frame }: RunChartProps) {
  const ticks = valueTicks(highest(measured, THROUGHPUT));
  return (
    <TimeChart
      title="Throughput"
      unit="requests per second"
      {...frame}
      rows={measured}
      curves={THROUGHPUT}
      ticks={ticks}
      formatTick={countTick}
    />
  );
});

export const FailuresChart = memo(function FailuresChart({ rows: { measured }, frame }: RunChartProps) {
  const ticks = countTicks(highest(measured, FAILURES));
  return (
    <TimeChart
      title="Failures"
      unit="failed requests per second"
      {...frame}
      rows={measured}
      curves={FAILURES}
      ticks={ticks}
      formatTick={countTick}
    />
  );
});

export const ReceivedChart = memo(function ReceivedChart({ rows: { measured }, frame }: RunChartProps) {
  return (
    <TimeChart
      title="Data received"
      unit="bytes per second"
      {...frame}
      rows={measured}
      curves={RECEIVED}
      ticks={valueTicks(highest(measured, RECEIVED))}
      formatTick={byteTick}
    />
  );
});
