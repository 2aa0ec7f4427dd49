import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binWidth } from './bin-width.ts';

describe('binWidth', () => {
  test('is one second while every second has its pixel', () => {
    expect(binWidth(600, 600)).toBe(1);
  });
  test('takes the next width of a clock', () => {
    expect(binWidth(601, 600)).toBe(2);
    expect(binWidth(3600, 500)).toBe(10);
    expect(binWidth(8 * 3600, 500)).toBe(60);
  });
  test('never gives more bins than asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5_000_000 }),
        fc.integer({ min: 1, max: 2000 }),
        (seconds, most) => {
          expect(seconds / binWidth(seconds, most)).toBeLessThanOrEqual(most);
        },
      ),
    );
  });
});
