import { expect, it } from 'vitest';
import { darkness, filledRows, fullest, heatmapRows, rowEdgeMs } from './heatmap-cells.ts';

const columns = [
  { second: 0, seconds: 2, firstRow: 60, counts: [1, 0, 7] },
  { second: 2, seconds: 2, firstRow: 0, counts: [] },
  { second: 4, seconds: 1, firstRow: 58, counts: [2] },
];

it('knows which rows are filled, and how much', () => {
  expect(filledRows(columns)).toEqual([58, 63]);
  expect(filledRows([])).toBeUndefined();
  expect(fullest(columns)).toBe(7);
});

it('says of every column how many requests there are and where', () => {
  const [first, empty, last] = heatmapRows(columns, 6);
  expect(first).toMatchObject({ from: 0, at: 2, values: { count: 8 } });
  expect(first?.values.fastest).toBeCloseTo(1.024, 3);
  expect(first?.values.most).toBeCloseTo(rowEdgeMs(62, 6));
  expect(first?.values.slowest).toBeCloseTo(rowEdgeMs(63, 6));
  expect(empty?.values).toEqual({ count: 0, fastest: null, most: null, slowest: null });
  expect(last).toMatchObject({ from: 4, at: 5, values: { count: 2 } });
});

it('grows darker with every request, never invisible', () => {
  expect(darkness(0, 50)).toBe(0);
  expect(darkness(1, 50)).toBeGreaterThan(0.1);
  expect(darkness(7, 50)).toBeLessThan(darkness(8, 50));
  expect(darkness(50, 50)).toBe(1);
  expect(darkness(1, 1)).toBe(1);
});
