import { expect, it } from 'vitest';
import { answersOf, MARGINS } from './answers.ts';
import { detectable } from './detectable.ts';
import type { Estimate, RunEstimates } from './estimate.ts';
import { randomFrom } from './random.ts';

const p95 = (over: Partial<Estimate> = {}): Estimate => ({
  ...{ metric: 'p95', baseline: 100, candidate: 100, difference: 0, error: 0.02, freedom: 20, lacks: null },
  ...over,
});
const runs = (estimate: Estimate): RunEstimates => ({
  ...{ baseline: { from: 0, to: 600 }, candidate: { from: 0, to: 600 }, unitSeconds: 1, isPaired: true },
  total: { scenario: '', group: '', name: '', requests: { baseline: 1, candidate: 1 }, estimates: [p95()] },
  requests: [
    { scenario: 'S', group: '', name: 'A', requests: { baseline: 1, candidate: 1 }, estimates: [estimate] },
  ],
});

it('is found in nine of ten runs when it is there', () => {
  const shift = Math.log1p(detectable(runs(p95()), 600, MARGINS).total ?? 0);
  const random = randomFrom(1);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  let found = 0;
  for (let run = 0; run < 2000; run++) {
    // The error is itself estimated, with 20 degrees of freedom.
    const squares = Array.from({ length: 20 }, () => normal() ** 2).reduce((sum, value) => sum + value, 0);
    const estimate = p95({ difference: shift + 0.02 * normal(), error: 0.02 * Math.sqrt(squares / 20) });
    if (answersOf(runs(estimate), MARGINS).requests[0]?.judged.p95.answer === 'worse') found++;
  }
  expect(found / 2000).toBeGreaterThan(0.86);
  expect(found / 2000).toBeLessThan(0.95);
});

// SciPy 1.17.1, with two looks and 20 degrees of freedom: expm1(max(t.isf(0.05 / 4, 20)·e, log1p(0.05)) + t.isf(0.1, 20)·e), e = 0.02,
// and 0.02·√10 of a tenth of the time.
it.each([
  [600, 0.07820430663450602],
  [60, 0.26753396407264873],
])('is what quantiles of SciPy say, of %d s', (seconds, shift) => {
  expect(detectable(runs(p95()), seconds, MARGINS).total).toBeCloseTo(shift, 9);
});

it('gets smaller with time, down to a little above the margin', () => {
  const [short, long, longest] = [60, 600, 6e9].map(
    (seconds) => detectable(runs(p95()), seconds, MARGINS).total ?? 0,
  );
  expect(short).toBeGreaterThan(long ?? 0);
  expect(long).toBeGreaterThan(longest ?? 0);
  expect(longest).toBeCloseTo(0.05, 3);
});

it('says nothing of what cannot be judged', () => {
  expect(detectable(runs(p95({ lacks: 'few-requests' })), 600, MARGINS).requests[0]?.shift).toBeNull();
});
