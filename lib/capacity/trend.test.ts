import { expect, it } from 'vitest';
import { randomFrom } from '../judge/random.ts';
import { trendOf } from './trend.ts';

it('is that of the textbook: all of ten values rise', () => {
  // S = 45, variance 125: z = 44 / 11.18.
  const found = trendOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(found?.probability).toBeCloseTo(8.3e-5, 6);
  expect(found?.slope).toBe(1);
  expect(trendOf([3, 3, 3, 3])?.probability).toBe(1);
  expect(trendOf([1, 2, 3])).toBeNull();
});

it('finds a trend in noise as seldom as it says', () => {
  let found = 0;
  for (let seed = 1; seed <= 1000; seed++) {
    const random = randomFrom(seed);
    const trend = trendOf(Array.from({ length: 20 }, random));
    if (trend && trend.probability < 0.05) found++;
  }
  expect(found / 1000).toBeGreaterThan(0.03);
  expect(found / 1000).toBeLessThan(0.07);
});
