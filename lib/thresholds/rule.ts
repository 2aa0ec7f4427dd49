import { AGGREGATIONS, EXAMPLE_RULE, type Metric, type MetricName, metricOf } from './metrics.ts';
import { type Parsed, parsed, refused } from './parsed.ts';

export type Aggregation =
  | { type: 'percentile'; percent: number }
  | { type: 'avg' | 'min' | 'med' | 'max' | 'rate' | 'count' | 'value' };

export const COMPARISONS = ['<=', '>=', '===', '==', '!=', '<', '>'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** `aggregation comparison limit`: the run passes while this holds. Limits of times are milliseconds. */
export type Rule = { aggregation: Aggregation; comparison: Comparison; limit: number };

const WHOLE = /^\s*(p\(\s*([^)]*?)\s*\)|[a-z]+)\s*(<=|>=|===|==|!=|<|>)\s*(\S.*?)\s*$/;
const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** Reads k6's grammar: `p(95)<500`, `rate<0.01`, `count>=100`. Whether it fits a metric is for `ruleFits`. */
export function parseRule(text: string): Parsed<Rule> {
  const [, aggregate = '', percent, comparison, limit = ''] = WHOLE.exec(text) ?? [];
  if (comparison === undefined) {
    return refused(`"${text}" is not a rule; write for example p(95)<500, avg<=200, rate<0.01 or count>100`);
  }
  const aggregation = readAggregation(aggregate, percent);
  if (!aggregation.ok) return aggregation;
  const value = readLimit(limit, aggregation.value);
  if (!value.ok) return value;
  return parsed({ aggregation: aggregation.value, comparison: comparison as Comparison, limit: value.value });
}

function readAggregation(written: string, percent: string | undefined): Parsed<Aggregation> {
  if (percent !== undefined) {
    const value = Number(percent);
    return NUMBER.test(percent) && value >= 0 && value <= 100
      ? parsed({ type: 'percentile', percent: value })
      : refused(`p(${percent}) needs a number from 0 to 100, e.g. p(95) or p(99.9)`);
  }
  switch (written) {
    case 'avg':
    case 'min':
    case 'med':
    case 'max':
    case 'rate':
    case 'count':
    case 'value':
      return parsed({ type: written });
    case 'p':
      return refused('p needs a percentile in brackets, e.g. p(95)');
    default:
      return refused(`there is no "${written}"; rules know p(N), avg, min, med, max, rate and count`);
  }
}

function readLimit(written: string, aggregation: Aggregation): Parsed<number> {
  if (NUMBER.test(written)) return parsed(Number(written));
  const [, amount, unit] = /^(\d+(?:\.\d+)?)\s*(ms|s|%)$/.exec(written) ?? [];
  if (unit === '%')
    return refused(`write the share as a number from 0 to 1: ${Number(amount) / 100} instead of ${written}`);
  if (
    unit !== undefined &&
    aggregation.type !== 'rate' &&
    aggregation.type !== 'count' &&
    aggregation.type !== 'value'
  ) {
    return refused(
      `write milliseconds without a unit: ${Number(amount) * (unit === 's' ? 1000 : 1)} instead of ${written}`,
    );
  }
  return refused(`"${written}" is not a number; write for example p(95)<500 or rate<0.01`);
}

const fits = (aggregation: Aggregation, kind: Metric['kind']): boolean =>
  AGGREGATIONS[kind].includes(aggregation.type === 'percentile' ? 'p(N)' : aggregation.type);

/** A sentence when the rule cannot be asked of the metric, or can never be broken or kept; `undefined` when it fits. */
export function ruleMisfit(metric: MetricName, rule: Rule): string | undefined {
  const { kind } = metricOf(metric);
  if (!fits(rule.aggregation, kind)) {
    const written =
      rule.aggregation.type === 'percentile' ? `p(${rule.aggregation.percent})` : rule.aggregation.type;
    return `${metric} has no ${written}; it has ${AGGREGATIONS[kind].join(', ')}, e.g. ${EXAMPLE_RULE[kind]}`;
  }
  if (kind === 'rate' && (rule.limit < 0 || rule.limit > 1)) {
    const percent =
      rule.limit > 1 && rule.limit <= 100 ? `; for ${rule.limit} % write ${rule.limit / 100}` : '';
    return `the rate of ${metric} is a share from 0 to 1${percent}`;
  }
  return undefined;
}

/** Whether the rule holds for a value in the rule's own unit. */
export function holds({ comparison, limit }: Rule, value: number): boolean {
  switch (comparison) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '==':
    case '===':
      return value === limit;
    case '!=':
      return value !== limit;
  }
}
