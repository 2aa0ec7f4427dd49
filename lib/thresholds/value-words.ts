import { metricOf } from './metrics.ts';
import { parseRule } from './rule.ts';
import { parseMetricSelector } from './selector.ts';

const digits = (value: number): string =>
  Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(3)));

/** A threshold's value as people say it: `812 ms`, `1.2 %`, `48.5/s`, `1,204`. The metric and the rule passed the schema. */
export function thresholdValueInWords(metric: string, rule: string, value: number): string {
  const selector = parseMetricSelector(metric);
  const parsed = parseRule(rule);
  if (!selector.ok || !parsed.ok) return digits(value);
  switch (metricOf(selector.value.metric).kind) {
    case 'trend':
      return `${digits(value)} ms`;
    case 'rate':
      return `${digits(value * 100)} %`;
    case 'counter':
      return parsed.value.aggregation.type === 'rate' ? `${digits(value)}/s` : digits(value);
  }
}
