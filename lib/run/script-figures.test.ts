import { describe, expect, it } from 'vitest';
import { LatencyHistogram } from '../histogram/latency-histogram.ts';
import { Plan } from '../plan/plan.ts';
import { initialState, reduce, viewOf } from './run-state.ts';
import { snapshotOf } from './sample-snapshots.ts';
import type { MetricSnapshot } from './snapshot.ts';

const plan = Plan.parse({
  version: 1,
  name: 'Shop',
  scenarios: [{ name: 'default', executor: { type: 'constant-vus', vus: 1, duration: '2s' }, script: {} }],
  script: { entry: 'shop.js', files: { 'shop.js': { text: '' } }, exports: ['default'] },
});

function metric(
  name: string,
  kind: MetricSnapshot['kind'],
  values: number[],
  isTime = false,
): MetricSnapshot {
  const histogram = new LatencyHistogram();
  for (const value of values) histogram.record(value * 1000);
  return {
    ...{ name, kind, isTime, count: values.length },
    sum: values.reduce((sum, value) => sum + (kind === 'rate' ? Number(value !== 0) : value), 0),
    ...{ min: Math.min(...values), max: Math.max(...values), last: values.at(-1) ?? 0, lastAtMs: 0 },
    histogram: kind === 'trend' ? histogram.encode() : new Uint8Array(),
  };
}

const first = [
  metric('http_reqs', 'counter', [1, 1]),
  metric('orders', 'counter', [2, 3]),
  metric('stock', 'gauge', [7, 5]),
  metric('paid', 'rate', [1, 0, 1]),
  metric('checkout', 'trend', [10, 20], true),
];
const second = [
  metric('stock', 'gauge', [6]),
  metric('paid', 'rate', [1]),
  metric('checkout', 'trend', [30], true),
];

function viewAfter(...seconds: MetricSnapshot[][]) {
  const state = initialState(plan, { maxRequestsPerSecond: 100 });
  seconds.forEach((metrics, second) => {
    reduce(state, { type: 'snapshot', snapshot: { ...snapshotOf(second, []), metrics } });
  });
  return { state, view: viewOf(state, { id: 'r' }) };
}

describe('metrics of a script', () => {
  it('are summed over all seconds, each as its kind says, its own before those of k6', () => {
    const { metrics } = viewAfter(first, second).view;
    expect(metrics.map(({ name, isCustom }) => [name, isCustom])).toEqual([
      ['checkout', true],
      ['orders', true],
      ['paid', true],
      ['stock', true],
      ['http_reqs', false],
      ['vus', false],
      ['vus_max', false],
    ]);
    const [checkout, orders, paid, stock] = metrics;
    expect(checkout).toMatchObject({ count: 3, mean: 20, min: 10, max: 30, isTime: true, rate: null });
    expect(checkout?.p50).toBeCloseTo(20, 0);
    expect(orders).toMatchObject({ sum: 5, rate: 2.5, p50: null });
    expect(paid).toMatchObject({ count: 4, sum: 3, rate: 0.75 });
    expect(stock).toMatchObject({ last: 6, min: 5, max: 7 });
  });

  it('are left out while there is no sample', () => {
    expect(viewAfter([metric('orders', 'counter', [])]).view.metrics).toEqual([]);
  });
});

describe('the console of a script', () => {
  it('keeps the latest lines, bounded, and says how many came before', () => {
    const { state } = viewAfter();
    for (let at = 0; at < 130; at++) reduce(state, { type: 'said', at, level: 'info', text: `line ${at}` });
    reduce(state, { type: 'said', at: 130, level: 'error', text: 'x'.repeat(9000) });
    const { lines, left } = viewOf(state, { id: 'r' }).console;
    expect([lines.length, left]).toEqual([100, 31]);
    expect(lines[0]?.text).toBe('line 31');
    expect(lines.at(-1)?.text).toHaveLength(501);
  });
});
