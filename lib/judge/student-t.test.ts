import { expect, it } from 'vitest';
import { twoSidedQuantile, twoSidedTail } from './student-t.ts';

// SciPy 1.17.1: 2 * stats.t.sf(t, df), of infinite freedom 2 * stats.norm.sf(t).
it.each([
  [2, 10, 0.07338803477074037],
  [4.5, 5, 0.0063995363463242964],
  [3.4, 59, 0.0012140199910172784],
  [0.5, 1, 0.7048327646991335],
  [6, 1000, 2.7553691733774752e-9],
])('gives the tails of SciPy: %d with %d', (t, freedom, tail) => {
  expect(twoSidedTail(t, freedom) / tail).toBeCloseTo(1, 9);
});

it('ends in the normal distribution', () => {
  expect(twoSidedTail(3.29, Number.POSITIVE_INFINITY) / 0.0010018738275714444).toBeCloseTo(1, 5);
  expect(twoSidedQuantile(0.05 / 84, Number.POSITIVE_INFINITY)).toBeCloseTo(3.4337749867680984, 5);
});

// SciPy 1.17.1: stats.t.isf(tail / 2, df). The first is the 2.228 of every printed table.
it.each([
  [0.05, 10, 2.2281388519862753],
  [0.05 / 84, 29, 3.853120491844851],
  [0.01, 3, 5.840909309733357],
])('gives the quantiles of SciPy: %d with %d', (tail, freedom, t) => {
  expect(twoSidedQuantile(tail, freedom)).toBeCloseTo(t, 8);
});
