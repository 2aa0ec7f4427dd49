import { z } from 'zod';
import { isK6Metric } from '../thresholds/k6-metrics.ts';
import type { ScriptMetricsTally, ScriptTally } from '../thresholds/script-board.ts';

const value = z.number().nullable();

/** A metric of a script over the whole run. Values are milliseconds where `isTime`; null where the kind has none. */
export const MetricFigures = z.object({
  /** With the tags of a sub-metric that a threshold asks for, as in `http_req_duration{status:200}`. */
  name: z.string(),
  kind: z.enum(['counter', 'gauge', 'rate', 'trend']),
  isTime: z.boolean(),
  /** The script declares it; otherwise it is one of k6's own. */
  isCustom: z.boolean(),
  /** Samples. */
  count: z.int().min(0),
  /** Of a rate: how many were not zero. */
  sum: z.number(),
  /** Of a counter, per second of the run; of a rate, the share that was not zero. */
  rate: value,
  /** The latest value of a gauge. */
  last: value,
  mean: value,
  min: value,
  p50: value,
  p90: value,
  p95: value,
  p99: value,
  max: value,
});
export type MetricFigures = z.output<typeof MetricFigures>;

/** Metrics with a value, those that the script declares first, each in the order of the alphabet. */
export function metricFigures(tally: ScriptMetricsTally, seconds: number): MetricFigures[] {
  return [...tally.byName]
    .flatMap(([name, one]) => (one.count === 0 ? [] : [figuresOf(name, one, seconds)]))
    .toSorted((a, b) => Number(b.isCustom) - Number(a.isCustom) || (a.name < b.name ? -1 : 1));
}

function figuresOf(name: string, tally: ScriptTally, seconds: number): MetricFigures {
  const { isTime, count, sum } = tally;
  const { kind } = tally;
  const isSpread = kind === 'trend' || kind === 'gauge';
  const percentile = (percent: number) =>
    kind === 'trend' ? tally.value({ type: 'percentile', percent }, seconds) : null;
  return {
    name,
    kind,
    isTime,
    isCustom: !isK6Metric(name),
    count,
    sum,
    rate: isSpread ? null : tally.value({ type: 'rate' }, seconds),
    last: kind === 'gauge' ? tally.last : null,
    mean: kind === 'trend' ? sum / count : null,
    min: isSpread ? tally.min : null,
    ...{ p50: percentile(50), p90: percentile(90), p95: percentile(95), p99: percentile(99) },
    max: isSpread ? tally.max : null,
  };
}
