import { describe, expect, it } from 'vitest';
import {
  exact,
  formatBytes,
  formatChange,
  formatCount,
  formatDurationClock,
  formatMs,
  formatPercent,
  formatRate,
  formatRequests,
  formatSpan,
  threeDigits,
} from './format.ts';

const cases = <T>(format: (value: T) => string, pairs: [T, string][]) => {
  it.each(pairs)('%s -> %s', (value, text) => expect(format(value)).toBe(text));
};

describe('threeDigits', () =>
  cases(threeDigits, [
    [0, '0'],
    [312.4, '312'],
    [1.5, '1.50'],
    [0.012345, '0.0123'],
    [1234, '1,230'],
    [999.9, '1,000'],
    [9.999, '10.0'],
    [-42.42, '-42.4'],
  ]));

describe('milliseconds', () =>
  cases(formatMs, [
    [312.4, '312 ms'],
    [0.25, '0.250 ms'],
    [0, '0 ms'],
    [999.4, '999 ms'],
    [999.6, '1.00 s'],
    [1234, '1.23 s'],
    [90_000, '90.0 s'],
    [600_000, '10.0 min'],
    [null, '–'],
    [undefined, '–'],
    [Number.NaN, '–'],
  ]));

describe('rates', () =>
  cases(
    (value: number | null) => formatRate(value),
    [
      [0, '0/s'],
      [0.5, '0.500/s'],
      [512.3, '512/s'],
      [1234.5, '1.23k/s'],
      [999.9, '1.00k/s'],
      [null, '–'],
    ],
  ));

describe('counts', () =>
  cases(formatCount, [
    [0, '0'],
    [9999, '9,999'],
    [12_345, '12.3k'],
    [999_999, '1.00M'],
    [4_560_000, '4.56M'],
    [2.5, '2.50'],
  ]));

describe('bytes', () =>
  cases(formatBytes, [
    [0, '0 B'],
    [512, '512 B'],
    [1234, '1.23 kB'],
    [1_234_567, '1.23 MB'],
    [5e12, '5.00 TB'],
  ]));

describe('shares', () => {
  cases(formatPercent, [
    [0, '0 %'],
    [0.0002, '0.02 %'],
    [0.1234, '12.3 %'],
    [1, '100 %'],
    [0.000001, '< 0.001 %'],
    [0.99996, '99.996 %'],
    [0.9999999, '> 99.999 %'],
    [2.5, '250 %'],
  ]);

  it('counts requests, one of them too', () => {
    expect([0, 1, 2, 12_345].map(formatRequests)).toEqual([
      ...['0 requests', '1 request', '2 requests', '12.3k requests'],
    ]);
  });

  it('never calls an imperfect share perfect, nor one failure none', () => {
    for (let misses = 1; misses < 1e9; misses *= 3) {
      expect(formatPercent(1 - misses / 1e10)).not.toBe('100 %');
      expect(formatPercent(misses / 1e10)).not.toBe('0 %');
    }
  });
});

describe('changes', () =>
  cases(formatChange, [
    [0.123, '+12.3 %'],
    [-0.5, '−50 %'],
    [0, '0 %'],
    [null, '–'],
  ]));

describe('clocks', () =>
  cases(formatDurationClock, [
    [0, '0:00'],
    [75, '1:15'],
    [3675, '1:01:15'],
    [59.6, '1:00'],
    [null, '–'],
  ]));

describe('spans', () =>
  cases(formatSpan, [
    [0, '0 s'],
    [45, '45 s'],
    [75, '1 min 15 s'],
    [240, '4 min'],
    [3601, '1 h'],
    [90_000, '1 d 1 h'],
  ]));

describe('exact values', () => {
  it('keep every digit and say when there is none', () => {
    expect(exact(1234.5678, 'ms')).toBe('1,234.5678 ms');
    expect(exact(7)).toBe('7');
    expect(exact(null, 'ms')).toBe('nothing measured');
  });
});
