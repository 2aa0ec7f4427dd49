import { expect, test } from 'vitest';
import { pointAt } from '@/components/live/testing/views.ts';
import { compareRows, keyOf } from './compare-rows.ts';

const points = (length: number) => ({
  points: Array.from({ length }, (_, second) => pointAt(second)),
  seconds: length,
});

test('lays all runs on elapsed time; the longer one goes on alone', () => {
  const { rows, seconds } = compareRows([points(2), points(3)], 100);
  expect(seconds).toBe(3);
  expect(rows.map(({ at }) => at)).toEqual([1, 2, 3]);
  expect(rows[1]?.values).toMatchObject({ [keyOf('p95', 0)]: 3, [keyOf('p95', 1)]: 3 });
  expect(rows[2]?.values).toMatchObject({ [keyOf('p95', 1)]: 4 });
  expect(rows[2]?.values[keyOf('p95', 0)]).toBeUndefined();
});

test('bins of both begin at the same seconds', () => {
  const { rows, secondsPerRow } = compareRows([points(7), points(12)], 6);
  expect(secondsPerRow).toBe(2);
  expect(rows.map(({ at }) => at)).toEqual([2, 4, 6, 7, 8, 10, 12]);
});

test('lays a stage over the same stage of the baseline, however long it is', () => {
  const slow = { ...points(8), aligned: (second: number) => second / 2 };
  const { rows, seconds } = compareRows([points(4), slow], 100);
  expect(seconds).toBe(4);
  expect(rows.map(({ at }) => at)).toEqual([1, 2, 3, 4]);
  // Its seconds 1, 3, 5 and 7, of which each is in the middle of a row.
  expect(rows.map(({ values }) => values[keyOf('p95', 1)])).toEqual([3, 5, 7, 9]);
});
