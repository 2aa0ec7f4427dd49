import { formatBytes, formatMs, formatPercent, threeDigits } from '@/lib/format/format.ts';
import type { MetricFigures } from '@/lib/run/script-figures.ts';

const isBytes = (name: string) => /^data_(sent|received)\b/.test(name);

/** A value of a metric in its unit. */
export function metricValue(
  { name, kind, isTime }: Pick<MetricFigures, 'name' | 'kind' | 'isTime'>,
  value: number,
): string {
  if (kind === 'rate') return formatPercent(value);
  if (isTime) return value < 0 ? `−${formatMs(-value)}` : formatMs(value);
  if (isBytes(name)) return formatBytes(value);
  return Math.abs(value) < 1e15 && Number.isInteger(value)
    ? value.toLocaleString('en-US')
    : threeDigits(value);
}

/** What is looked at first: the sum of a counter, the last value of a gauge, the share of a rate, the p95 of a trend. */
export function headOf({ kind, sum, last, rate, p95 }: MetricFigures): number | null {
  return { counter: sum, gauge: last, rate, trend: p95 }[kind];
}

export const HEAD_WORDS: Record<MetricFigures['kind'], string> = {
  counter: 'sum',
  gauge: 'last',
  rate: 'share',
  trend: 'p95',
};

/** The same in words: `p95 12.3 ms`. */
export function headlineOf(metric: MetricFigures): string {
  const value = headOf(metric);
  if (value === null) return '–';
  const text = metricValue(metric, value);
  if (metric.kind === 'counter') return metric.rate === null ? text : `${text} (${perSecond(metric)})`;
  return metric.kind === 'trend' ? `p95 ${text}` : text;
}

function perSecond(metric: MetricFigures): string {
  const rate = metric.rate ?? 0;
  return `${isBytes(metric.name) ? formatBytes(rate) : threeDigits(rate)}/s`;
}

/** What else there is to say of it, in order. */
export function spreadOf({
  kind,
  mean,
  min,
  p50,
  p90,
  p99,
  max,
}: MetricFigures): [name: string, value: number][] {
  const all = kind === 'gauge' ? { min, max } : kind === 'trend' ? { mean, min, p50, p90, p99, max } : {};
  return Object.entries(all).filter((one): one is [string, number] => one[1] !== null);
}
