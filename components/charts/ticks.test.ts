import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  byteTick,
  countTick,
  countTicks,
  logTicks,
  msLogTick,
  msTick,
  timeTicks,
  valueTicks,
} from './ticks.ts';

describe('valueTicks', () => {
  test('start at zero, end at or above the highest value', () => {
    expect(valueTicks(312)).toEqual([0, 100, 200, 300, 400]);
    expect(valueTicks(0.7)).toEqual([0, 0.2, 0.4, 0.6, 0.8]);
    expect(valueTicks(0)).toEqual([0, 1]);
  });
  test('always reach the highest value in few steps', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (max) => {
        const ticks = valueTicks(max);
        expect(ticks[0]).toBe(0);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(max * 0.999999);
        expect(ticks.length).toBeLessThanOrEqual(6);
      }),
    );
  });
});

describe('countTicks', () => {
  test('are whole numbers', () => {
    expect(countTicks(3)).toEqual([0, 1, 2, 3]);
    expect(countTicks(0)).toEqual([0, 1]);
    expect(countTicks(9).every(Number.isInteger)).toBe(true);
    expect(countTicks(100)).toEqual([0, 25, 50, 75, 100]);
  });
});

describe('logTicks', () => {
  test('are powers of ten around all values, with steps between when there are few', () => {
    expect(logTicks(3, 4200)).toEqual([1, 10, 100, 1000, 10000]);
    expect(logTicks(12, 80)).toEqual([10, 20, 50, 100]);
    expect(logTicks(10, 10)).toEqual([10, 20, 50, 100]);
    expect(logTicks(0.02, 5)).toEqual([0.01, 0.1, 1, 10]);
    expect([0.05, 1, 250, 2000].map(msLogTick)).toEqual(['50 µs', '1 ms', '250 ms', '2 s']);
  });
  test('hold the lowest and the highest value', () => {
    const value = fc.double({ min: 1e-3, max: 1e7, noNaN: true });
    fc.assert(
      fc.property(value, value, (one, other) => {
        const ticks = logTicks(Math.min(one, other), Math.max(one, other));
        expect(ticks[0]).toBeLessThanOrEqual(Math.min(one, other) * 1.00001);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(one, other) * 0.99999);
        expect(ticks).toEqual([...ticks].sort((a, b) => a - b));
      }),
    );
  });
});

describe('timeTicks', () => {
  test('are times of a clock', () => {
    expect(timeTicks(0, 60, 6)).toEqual([0, 10, 20, 30, 40, 50, 60]);
    expect(timeTicks(125, 425, 5)).toEqual([180, 240, 300, 360, 420]);
  });
});

test('ticks of an axis share a unit', () => {
  expect([0, 200, 800].map(msTick(800))).toEqual(['0', '200 ms', '800 ms']);
  expect([0, 500, 1500].map(msTick(1500))).toEqual(['0', '0.5 s', '1.5 s']);
  expect([0, 500, 4000].map(msTick(4000))).toEqual(['0', '0.5 s', '4 s']);
  expect([0, 500, 1_500_000].map(byteTick)).toEqual(['0', '500 B', '1.5 MB']);
  expect([0, 0.5, 250, 1500, 2_000_000].map(countTick)).toEqual(['0', '0.5', '250', '1.5k', '2M']);
});
