import { expect, it } from 'vitest';
import type { RunProbes } from '@/lib/probe/run-probes.ts';
import type { ProbeSeries } from '@/lib/probe/series.ts';
import { comparedProbes } from './compared-probes.ts';

const series = (key: string): ProbeSeries => ({
  ...{ key, label: key, chart: 'C', unit: 'count', role: null, of: '', together: 'mean' },
});

const seen = (name: string, values: Record<string, (number | null)[]>): RunProbes => ({
  ...{ from: 0, to: 10, width: 1 },
  probes: [
    {
      name,
      type: 'host',
      at: [1, 2],
      gaps: [],
      series: Object.keys(values).map(series),
      values: Object.values(values),
    },
  ],
});

it('compares the means of curves that both runs have, the greatest shift first', () => {
  const before = seen('Shop', { same: [5, 5], less: [8, 12], gone: [1, 1] });
  const after = seen('Shop', { less: [1, null], same: [5, 5], added: [1, 1], nothing: [null, null] });
  expect(
    comparedProbes(before, after).map(({ series: { key }, baseline, candidate }) => [
      key,
      baseline,
      candidate,
    ]),
  ).toEqual([
    ['less', 10, 1],
    ['same', 5, 5],
  ]);
  expect(comparedProbes(seen('Other', { same: [1, 1] }), after)).toEqual([]);
});
