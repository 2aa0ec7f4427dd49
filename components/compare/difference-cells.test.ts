import { expect, it } from 'vitest';
import { differenceColumns, largestShare } from './difference-cells.ts';

it('is the share of requests that took so long in one run less that in the other', () => {
  const columns = differenceColumns(
    [{ second: 0, seconds: 1, firstRow: 10, counts: [8, 2] }],
    [{ second: 0, seconds: 1, firstRow: 11, counts: [10, 10] }],
  );
  expect(columns).toEqual([{ second: 0, seconds: 1, firstRow: 10, shares: [-0.8, 0.3, 0.5] }]);
  expect(largestShare(columns)).toBe(0.8);
});

it('is nothing where only one run has requests, or none', () => {
  const nothing = { second: 0, seconds: 1, firstRow: 0, counts: [] };
  expect(differenceColumns([nothing], [nothing])).toEqual([]);
  expect(differenceColumns([], [{ ...nothing, counts: [1] }])).toEqual([]);
  expect(differenceColumns([nothing], [{ ...nothing, counts: [1, 3] }])[0]?.shares).toEqual([0.25, 0.75]);
});
