import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitUsl, type ScalePoint } from './usl.ts';

const fitted = (points: readonly ScalePoint[]) => {
  const found = fitUsl(points);
  if ('noFit' in found) throw new Error(found.noFit);
  return found;
};
const pointsOf = (pairs: readonly (readonly [number, number])[]): ScalePoint[] =>
  pairs.map(([concurrency, throughput]) => ({ concurrency, throughput }));

/** A Cisco router, from Baron Schwartz, Practical Scalability Analysis with the Universal Scalability Law (2015). */
const CISCO = [
  955.16, 1878.91, 2688.01, 3548.68, 4315.54, 5130.43, 5931.37, 6531.08, 7219.8, 7867.61, 8278.71, 8646.7,
  9047.84, 9426.55, 9645.37, 9897.24, 10097.6, 10240.5, 10532.39, 10798.52, 11151.43, 11518.63, 11806,
  12089.37, 12075.41, 12177.29, 12211.41, 12158.93, 12155.27, 12118.04, 12140.4, 12074.39,
].map((throughput, index) => ({ concurrency: index + 1, throughput }));

it('finds what was published for a router', () => {
  const { lambda, sigma, kappa, peak, throughputAt } = fitted(CISCO);
  expect(lambda / 995.6486).toBeCloseTo(1, 4);
  expect(sigma / 0.02671591).toBeCloseTo(1, 4);
  expect(kappa / 7.690945e-4).toBeCloseTo(1, 4);
  expect(Math.floor(peak?.concurrency ?? 0)).toBe(35);
  expect(throughputAt(35)).toBeCloseTo(12_341.7, 0);
});

it('finds what was published for the benchmark SPEC SDM91', () => {
  // Data and coefficients as in the documentation of the R package usl (Möding), after Gunther, Guerrilla Capacity Planning (2007).
  const { lambda, sigma, kappa } = fitted(
    pointsOf([
      [1, 64.9],
      [18, 995.9],
      [36, 1652.4],
      [72, 1853.2],
      [108, 1828.9],
      [144, 1775.0],
      [216, 1702.2],
    ]),
  );
  expect(lambda).toBeCloseTo(89.995, 2);
  expect(sigma).toBeCloseTo(0.0277285, 5);
  expect(kappa).toBeCloseTo(0.0001044, 6);
});

it('finds back any law that it is shown', () => {
  const parameters = fc.record({
    lambda: fc.double({ min: 1, max: 1000, noNaN: true }),
    sigma: fc.double({ min: 0, max: 0.3, noNaN: true }),
    kappa: fc.double({ min: 0, max: 0.01, noNaN: true }),
  });
  fc.assert(
    fc.property(parameters, ({ lambda, sigma, kappa }) => {
      const at = (n: number) => (lambda * n) / (1 + sigma * (n - 1) + kappa * n * (n - 1));
      const found = fitted([1, 2, 4, 8, 16, 32, 64].map((n) => ({ concurrency: n, throughput: at(n) })));
      for (const n of [1, 3, 10, 50]) expect(found.throughputAt(n) / at(n)).toBeCloseTo(1, 3);
    }),
    { numRuns: 60 },
  );
});

it('says that there is none of what no such law describes, or of too little', () => {
  expect(fitUsl(CISCO.slice(0, 4))).toHaveProperty('noFit');
  const cliff = [1, 2, 4, 8, 16, 32].map((n) => ({ concurrency: n, throughput: n < 16 ? n : 0.5 }));
  expect(fitUsl(cliff)).toHaveProperty('noFit');
});

it('has a band that the law lies in, wider where less was measured', () => {
  const fit = fitted(CISCO.filter((_, index) => index < 20));
  const width = (n: number) => fit.bandAt(n).high - fit.bandAt(n).low;
  for (const n of [1, 10, 20, 40]) {
    expect(fit.bandAt(n).low).toBeLessThan(fit.throughputAt(n));
    expect(fit.bandAt(n).high).toBeGreaterThan(fit.throughputAt(n));
  }
  expect(width(60)).toBeGreaterThan(3 * width(15));
});
