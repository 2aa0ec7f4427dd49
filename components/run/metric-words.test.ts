import { describe, expect, it } from 'vitest';
import type { MetricFigures } from '@/lib/run/script-figures.ts';
import { headlineOf, spreadOf } from './metric-words.ts';

const metric = (over: Partial<MetricFigures>): MetricFigures => ({
  ...{
    name: 'orders',
    kind: 'counter',
    isTime: false,
    isCustom: true,
    count: 4,
    sum: 4,
    rate: null,
    last: null,
  },
  ...{ mean: null, min: null, p50: null, p90: null, p95: null, p99: null, max: null },
  ...over,
});
const spread = { mean: 20, min: 10, p50: 19, p90: 28, p95: 29, p99: 30, max: 30 };

describe('a metric in words', () => {
  it.each<[Partial<MetricFigures>, string]>([
    [{ sum: 12_345, rate: 12.3456 }, '12,345 (12.3/s)'],
    [{ name: 'data_sent', sum: 2_000_000, rate: 1000 }, '2.00 MB (1.00 kB/s)'],
    [{ kind: 'rate', rate: 0.125 }, '12.5 %'],
    [{ kind: 'gauge', last: -7.25 }, '-7.25'],
    [{ kind: 'trend', isTime: true, ...spread }, 'p95 29.0 ms'],
    [{ kind: 'trend', ...spread, p95: 0.123456 }, 'p95 0.123'],
    [{ kind: 'trend' }, '–'],
  ])('%o is %s', (over, words) => expect(headlineOf(metric(over))).toBe(words));

  it('has the spread that its kind has', () => {
    expect(spreadOf(metric({ kind: 'gauge', min: 1, max: 3 }))).toEqual([
      ['min', 1],
      ['max', 3],
    ]);
    expect(spreadOf(metric({ kind: 'trend', ...spread })).map(([name]) => name)).toEqual([
      ...['mean', 'min', 'p50', 'p90', 'p99', 'max'],
    ]);
    expect(spreadOf(metric({ kind: 'rate', rate: 1 }))).toEqual([]);
  });
});
