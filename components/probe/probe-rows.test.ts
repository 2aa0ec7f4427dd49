import { expect, it } from 'vitest';
import type { RunProbe } from '@/lib/probe/run-probes.ts';
import type { ProbeSeries } from '@/lib/probe/series.ts';
import { probeCharts, probeRows } from './probe-rows.ts';

const series = (over: Partial<ProbeSeries>): ProbeSeries => ({
  ...{ key: 'k', label: 'l', chart: 'C', of: '' },
  ...{ unit: 'seconds', role: null, together: 'mean' },
  ...over,
});

const probe: RunProbe = {
  ...{ name: 'Shop', type: 'prometheus', at: [2, 4, 8] },
  series: [
    series({ key: 'a' }),
    ...Array.from({ length: 8 }, (_, route) => series({ key: `r${route}`, chart: 'Routes', unit: 'count' })),
    series({ key: 'open', chart: 'Files', unit: 'count', role: 'open-files' }),
    series({ key: 'limit', chart: 'Files', unit: 'count', role: 'open-files-limit' }),
    series({ key: 'never', chart: 'Never' }),
  ],
  values: [
    [0.1, null, 0.3],
    ...Array.from({ length: 8 }, (_, route) => [route, route, route]),
    [10, 10, 10],
    [1000, 1000, 1000],
    [null, null, null],
  ],
  gaps: [{ from: 5, to: 8, reason: 'gone' }],
};

it('draws together what belongs together, and no more than can be told apart', () => {
  const charts = probeCharts(probe);
  expect(charts.map(({ title, left, curves }) => [title, left, curves.map(({ key }) => key)])).toEqual([
    ['C', 0, ['a']],
    ['Routes', 2, ['r2', 'r3', 'r4', 'r5', 'r6', 'r7']],
    ['Files', 0, ['open']],
  ]);
  expect(charts[0]?.curves[0]?.format(300)).toBe('300 ms');
});

it('breaks where nobody answered', () => {
  const values = probeRows(probe).map((row) => [row.at, row.values.a]);
  expect(values).toEqual([
    [2, 100],
    [4, undefined],
    [5, null],
    [8, 300],
  ]);
});
