import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PLOT_INSETS } from './plot-insets.ts';
import { plotScales } from './plot-scales.ts';

const size = { width: 572, height: 132 };
const linear = plotScales({ span: [60, 160], ticks: [0, 50, 100], scale: 'linear', ...size });
const log = plotScales({ span: [0, 10], ticks: [1, 10, 100], scale: 'log', ...size });

describe('plotScales', () => {
  test('the plot lies within its insets', () => {
    expect(linear).toMatchObject({ left: PLOT_INSETS.left, right: 552, top: PLOT_INSETS.top, bottom: 110 });
  });

  test('time goes to the right, from one end of the span to the other', () => {
    expect([60, 85, 160].map(linear.x)).toEqual([52, 177, 552]);
  });

  test('values go up, from the first tick to the last', () => {
    expect([0, 25, 100].map(linear.y)).toEqual([110, 85, 10]);
  });

  test('what is outside of the span or above the last tick is drawn outside of the plot', () => {
    expect(linear.x(0)).toBeLessThan(linear.left);
    expect(linear.x(200)).toBeGreaterThan(linear.right);
    expect(linear.y(150)).toBeLessThan(linear.top);
  });

  test('on a logarithmic scale equal factors are equally far apart, and zero is at the bottom', () => {
    expect([1, 10, 100].map(log.y)).toEqual([110, 60, 10]);
    expect([0, 0.5].map(log.y)).toEqual([110, 110]);
  });

  test('a larger value is never lower', () => {
    const value = fc.double({ min: 0, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(value, value, fc.constantFrom(linear, log), (one, other, { y }) => {
        expect(y(Math.max(one, other))).toBeLessThanOrEqual(y(Math.min(one, other)));
      }),
    );
  });
});
