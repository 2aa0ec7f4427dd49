import { expect, it } from 'vitest';
import { kneeOf } from './knee.ts';

const points = (pairs: [number, number][]) => pairs.map(([x, y]) => ({ x, y }));

it('finds the corner of a curve that becomes flat', () => {
  const xs = [1, 2, 4, 8, 16, 32, 64];
  expect(kneeOf(xs.map((x) => ({ x, y: Math.min(x, 16) })))).toEqual({ x: 16, y: 16 });
});

it('finds the example of its inventors: y = 5 − 1/(x + 0.1) from 0 to 1 bends at 0.22', () => {
  const curve = Array.from({ length: 10 }, (_, index) => ({ x: index / 9, y: 5 - 1 / (index / 9 + 0.1) }));
  expect(kneeOf(curve)?.x).toBeCloseTo(0.222, 3);
});

it('finds none in a straight line, in what still rises, and in too little', () => {
  expect(kneeOf([1, 2, 3, 4, 5].map((x) => ({ x, y: 3 * x })))).toBeNull();
  expect(
    kneeOf(
      points([
        [1, 1],
        [2, 2],
        [4, 5],
        [8, 12],
      ]),
    ),
  ).toBeNull();
  expect(
    kneeOf(
      points([
        [1, 1],
        [2, 2],
        [3, 2],
      ]),
    ),
  ).toBeNull();
});
