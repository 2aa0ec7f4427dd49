import { describe, expect, it } from 'vitest';
import { answersOf, MARGINS } from './answers.ts';
import type { Estimate, RunEstimates } from './estimate.ts';
import { randomFrom } from './random.ts';
import { noiseOf, varianceBetween, widened, withNoise } from './run-noise.ts';

describe('varianceBetween', () => {
  // NumPy 2.4.6: np.mean(np.var(rows, axis=1, ddof=1)) is 0.011758333333333334.
  const rows = [
    [0, 0.1, 0.2, 0.05],
    [0.02, 0.15, 0.16, 0.1],
    [0, 0.3, 0.25, 0.02],
  ].map((values) => ({ values, within: 0.001 }));

  it('is what is left of the variance when that within each is taken away', () => {
    expect(varianceBetween(rows)?.variance).toBeCloseTo(0.011758333333333334 - 0.001, 12);
  });

  // NumPy 2.4.6, mean squares of runs and of what is left: (msr + 2·msl)² / (msr² / 3 + (2·msl)² / 6) is 4.721981602717109; less
  // what is subtracted, whose error is known: times (0.010758333333333334 / 0.011758333333333334)².
  it('has the degrees of freedom of Satterthwaite', () => {
    expect(varianceBetween(rows)?.freedom).toBeCloseTo(3.9529629852707133, 9);
  });

  // statsmodels 0.15.0: combine_effects([0.12, 0.31, 0.05, 0.22], [0.002] * 4, method_re='dl').tau2.
  it('is that of DerSimonian and Laird for pairs of runs', () => {
    const values = [0.12, 0.31, 0.05, 0.22];
    expect(varianceBetween([{ values, within: 0.002 }])?.variance).toBeCloseTo(0.010966666666666668, 12);
  });

  it('counts what all requests have in common once', () => {
    const common = [0, 0.1, 0.2, 0.05];
    const alike = Array.from({ length: 20 }, () => ({ values: common, within: 0 }));
    expect(varianceBetween(alike)?.freedom).toBeCloseTo(3, 6);
    const random = randomFrom(3);
    const own = Array.from({ length: 400 }, () => ({ values: common.map(() => random()), within: 0 }));
    expect(varianceBetween(own)?.freedom).toBeGreaterThan(600);
  });

  it('is nothing when runs differ no more than each could by chance, and unknown of one run', () => {
    expect(varianceBetween([{ values: [0, 0.01], within: 0.001 }])).toEqual({ variance: 0, freedom: 0 });
    expect(varianceBetween([{ values: [0], within: 0 }])).toBeUndefined();
    expect(varianceBetween([])).toBeUndefined();
  });
});

/** Twenty requests whose p95 each run has with an error of its own, and with noise that is that of the run. */
function simulated(calibrations: number) {
  const random = randomFrom(40 + calibrations);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const REQUESTS = 20;
  const [own, ofRun, ofRequest] = [0.02 / Math.SQRT2, 0.03, 0.02];
  const run = () => {
    const common = ofRun * normal();
    return Array.from({ length: REQUESTS }, () => common + ofRequest * normal() + own * normal());
  };
  const compared = (before: readonly number[], after: readonly number[]): RunEstimates => {
    const estimate = (at: number): Estimate => ({
      ...{ metric: 'p95', baseline: 100, candidate: 100, error: own * Math.SQRT2, freedom: 23, lacks: null },
      difference: (after[at] ?? 0) - (before[at] ?? 0),
    });
    const row = (at: number) => ({
      ...{ scenario: 'S', group: '', name: `${at}`, requests: { baseline: 1000, candidate: 1000 } },
      estimates: [estimate(at)],
    });
    return {
      ...{ baseline: { from: 0, to: 600 }, candidate: { from: 0, to: 600 }, unitSeconds: 1, isPaired: true },
      total: { ...row(0), name: '', estimates: [] },
      requests: Array.from({ length: REQUESTS }, (_, at) => row(at)),
    };
  };
  const count = { plain: 0, calibrated: 0, found: 0 };
  const PAIRS = 200;
  for (let pair = 0; pair < PAIRS; pair++) {
    const first = run();
    const noise = noiseOf(Array.from({ length: calibrations - 1 }, () => compared(first, run())));
    const isWorse = (estimates: RunEstimates, at?: number) =>
      answersOf(estimates, MARGINS).requests.some(
        ({ judged }, index) => judged.p95.answer === 'worse' && (at === undefined || index === at),
      );
    const equal = compared(run(), run());
    const both = { baseline: noise, candidate: noise };
    if (isWorse(equal)) count.plain++;
    if (isWorse(withNoise(equal, both))) count.calibrated++;
    const after = run();
    after[0] = (after[0] ?? 0) + Math.log(1.5);
    if (isWorse(withNoise(compared(run(), after), both), 0)) count.found++;
  }
  return { plain: count.plain / PAIRS, calibrated: count.calibrated / PAIRS, found: count.found / PAIRS };
}

describe('withNoise', () => {
  // SciPy 1.17.1: ttest_ind(b, a, equal_var=False) of a = [10.1, 9.7, 10.4, 10, 9.9], b = [11, 12.9, 9.4, 12.2, 10.1, 13, 11.7]; the
  // variances of both means are 0.0134 with 4 and 0.27034 with 6 degrees of freedom.
  it('puts variances together as Welch does', () => {
    const estimate: Estimate = {
      ...{ metric: 'p95', baseline: 100, candidate: 100, difference: 0, lacks: null },
      ...{ error: Math.sqrt(0.013400000000000026), freedom: 4 },
    };
    const row = { scenario: 'S', group: '', name: 'A', requests: { baseline: 1, candidate: 1 } };
    const runs: RunEstimates = {
      ...{ baseline: { from: 0, to: 600 }, candidate: { from: 0, to: 600 }, unitSeconds: 1, isPaired: true },
      ...{ total: { ...row, estimates: [] }, requests: [{ ...row, estimates: [estimate] }] },
    };
    const found = widened(runs, () => [{ variance: 0.2703401360544217, freedom: 6 }]);
    const [wide] = found.requests[0]?.estimates ?? [];
    expect(wide?.error).toBeCloseTo(0.5326726349780151, 12);
    expect(wide?.freedom).toBeCloseTo(6.585278560956559, 9);
  });

  it.each([2, 4])('of %d equal runs keeps noise between runs from being called worse', (calibrations) => {
    const { plain, calibrated, found } = simulated(calibrations);
    expect(plain).toBeGreaterThan(0.3);
    expect(calibrated).toBeLessThanOrEqual(0.05);
    // What is half as slow again is found in spite of it, the more runs there were the surer.
    expect(found).toBeGreaterThan(calibrations === 2 ? 0.25 : 0.5);
  });
});
