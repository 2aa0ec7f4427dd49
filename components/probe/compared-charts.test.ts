import { expect, it } from 'vitest';
import type { RunProbes } from '@/lib/probe/run-probes.ts';
import type { ProbeSeries } from '@/lib/probe/series.ts';
import { comparedCharts } from './compared-charts.ts';

const lag: ProbeSeries = {
  ...{ key: 'lag', label: 'p99', chart: 'Event loop', unit: 'seconds', role: null, of: '' },
  together: 'max',
};
const seen = (
  at: number[],
  values: (number | null)[],
  gaps: { from: number; to: number }[] = [],
): RunProbes => ({
  ...{ from: 0, to: 60, width: 1 },
  probes: [
    {
      ...{ name: 'Shop', type: 'prometheus', series: [lag], at, values: [values] },
      gaps: gaps.map((gap) => ({ ...gap, reason: 'gone' })),
    },
  ],
});
const looks = [
  { label: 'Baseline', colour: 'grey', dash: '5 4', width: 1 },
  { label: 'Candidate', colour: 'blue', dash: undefined, width: 2 },
] as const;

it('lays curves of both runs over each other by the time since each began, broken where one was not answered', () => {
  const before = seen([2, 4], [0.01, 0.02]);
  const after = seen([1, 6], [0.5, null], [{ from: 3, to: 6 }]);
  const compared = [{ probe: 'Shop', series: lag, baseline: 0.015, candidate: 0.5 }];
  const [chart, ...others] = comparedCharts(compared, [before, after], looks);
  expect(others).toEqual([]);
  expect(chart?.title).toBe('Shop · Event loop: p99');
  expect(chart?.rows.map(({ at, values }) => [at, values])).toEqual([
    [1, { candidate: 500 }],
    [2, { baseline: 10 }],
    [3, { candidate: null }],
    [4, { baseline: 20 }],
  ]);
  expect(chart?.curves.map(({ key, label, format }) => [key, label, format(500)])).toEqual([
    ['baseline', 'Baseline', '500 ms'],
    ['candidate', 'Candidate', '500 ms'],
  ]);
});
