import { expect, it } from 'vitest';
import { answersOf, MARGINS } from '@/lib/judge/answers.ts';
import type { Estimate, RunEstimates } from '@/lib/judge/estimate.ts';
import { manyRows } from './many-rows.ts';

const p95 = (factor: number): Estimate => ({
  ...{ metric: 'p95', baseline: 100, candidate: 100 * factor, difference: Math.log(factor) },
  ...{ error: 0.01, freedom: 100, lacks: null },
});
const judged = (factors: Record<string, number>) => {
  const row = (name: string, factor: number) => ({
    ...{ scenario: 'S', group: '', name, requests: { baseline: 1000, candidate: 1000 } },
    estimates: [p95(factor)],
  });
  const runs: RunEstimates = {
    ...{ baseline: { from: 0, to: 100 }, candidate: { from: 0, to: 100 }, unitSeconds: 1, isPaired: true },
    total: row('', 1),
    requests: Object.entries(factors).map(([name, factor]) => row(name, factor)),
  };
  return answersOf(runs, MARGINS);
};
const candidates = [judged({ List: 1, Buy: 1.2, Old: 1 }), judged({ List: 1.5, Buy: 0.7, New: 1.1 })];
const names = (sort: Parameters<typeof manyRows>[2]) =>
  manyRows(candidates, 'p95', sort).map(({ request }) => request.name);

it('has a column for every run, empty where it did not make the request', () => {
  const rows = manyRows(candidates, 'p95', 'name');
  expect(
    rows.map(({ request, cells }) => [request.name, ...cells.map((cell) => cell?.answer ?? null)]),
  ).toEqual([
    ['Buy', 'worse', 'better'],
    ['List', 'equivalent', 'worse'],
    ['New', null, 'worse'],
    ['Old', 'equivalent', null],
  ]);
});

it('sorts by what weighs most in any run, or by the change in one', () => {
  expect(names('impact').slice(0, 2)).toEqual(['Buy', 'List']);
  expect(names(1)).toEqual(['List', 'New', 'Buy', 'Old']);
});
