import { formatCount, threeDigits } from '../format/format.ts';
import { metricOf } from './metrics.ts';
import { parseRule } from './rule.ts';
import { parseMetricSelector } from './selector.ts';

/** A threshold's value as people say it: `812 ms`, `1.20 %`, `48.5/s`, `1,204`. The metric and the rule passed the schema. */
export function thresholdValueInWords(metric: string, rule: string, value: number): string {
  const selector = parseMetricSelector(metric);
  const parsed = parseRule(rule);
  if (!selector.ok || !parsed.ok) return threeDigits(value);
  switch (metricOf(selector.value.metric).kind) {
    case 'trend':
      return `${threeDigits(value)} ms`;
    case 'rate':
      return `${threeDigits(value * 100)} %`;
    case 'counter':
      return parsed.value.aggregation.type === 'rate' ? `${threeDigits(value)}/s` : formatCount(value);
  }
}
