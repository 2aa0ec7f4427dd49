import { describe, expect, it } from 'vitest';
import type { MetricFigures } from '@/lib/run/script-figures.ts';
import { metricRows } from './metric-rows.ts';

const metric = (
  name: string,
  kind: MetricFigures['kind'],
  over: Partial<MetricFigures> = {},
): MetricFigures => ({
  ...{ name, kind, isTime: false, isCustom: true, count: 4, sum: 4, rate: null, last: null },
  ...{ mean: null, min: null, p50: null, p90: null, p95: null, p99: null, max: null },
  ...over,
});

describe('metrics of two runs', () => {
  it('are set side by side by what their kind has, k6 aside', () => {
    const before = [metric('orders', 'counter', { sum: 5, rate: 0.5 }), metric('gone', 'gauge', { last: 3 })];
    const after = [
      metric('new', 'rate', { rate: 0.25 }),
      metric('orders', 'counter', { sum: 8, rate: 0.8 }),
      metric('http_reqs', 'counter', { isCustom: false }),
    ];
    const rows = metricRows(before, after).map(({ metric: { name }, figure, baseline, candidate }) => [
      ...[name, figure, baseline, candidate],
    ]);
    expect(rows).toEqual([
      ['orders', 'sum', 5, 8],
      ['orders', 'per second', 0.5, 0.8],
      ['new', 'share', null, 0.25],
      ['gone', 'last', 3, null],
    ]);
  });

  it('are not compared where one name means two things', () => {
    const rows = metricRows([metric('x', 'gauge', { last: 1 })], [metric('x', 'rate', { rate: 1 })]);
    expect(rows.map(({ figure, baseline, candidate }) => [figure, baseline, candidate])).toEqual([
      ['share', null, 1],
    ]);
  });
});
