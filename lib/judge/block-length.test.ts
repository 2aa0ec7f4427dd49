import { describe, expect, it } from 'vitest';
import { blockLength } from './block-length.ts';
import { knownNumbers, knownSeries } from './testing/known-series.ts';

describe('blockLength', () => {
  // arch 8.0.0 (Python): arch.bootstrap.optimal_block_length(x)['circular'].
  it.each([
    ['noise', knownSeries(0, 600), 2.739225257649873],
    ['much memory', knownSeries(0.9, 300), 22.787815019837144],
    ['a wave', knownSeries(0.5, 200).map((value, at) => Math.sin(at / 15) + 0.2 * value), 24.01451166185388],
  ])('is that of arch for %s', (_, series, length) => {
    expect(blockLength(series)).toBeCloseTo(length, 6);
  });

  // The formulas of the paper in NumPy. arch 8.0.0 says 9.55 and 22.08, since it begins to look for small
  // autocorrelations one lag earlier than the paper.
  it.each([
    [0.5, 10.118993703303687],
    [0.8, 21.518486023920783],
  ])('is that of the paper for a memory of %d', (memory, length) => {
    expect(blockLength(knownSeries(memory, 600))).toBeCloseTo(length, 6);
  });

  it('is 1 of what does not vary, and of next to nothing', () => {
    expect([blockLength([]), blockLength([1, 2]), blockLength(new Float64Array(100))]).toEqual([1, 1, 1]);
  });

  it('never takes more than a third of the series', () => {
    const ramp = knownNumbers(60).map((value, at) => at + value);
    expect(blockLength(ramp)).toBeLessThanOrEqual(20);
  });
});
