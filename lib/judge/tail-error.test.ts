import { describe, expect, it } from 'vitest';
import { slotOf } from '../histogram/slots.ts';
import { blockError, uncertaintyOf } from './bootstrap.ts';
import { LatencyCounts } from './latency-counts.ts';
import { percentileSide } from './percentile-side.ts';
import { randomFrom } from './random.ts';
import { RequestSeconds } from './request-seconds.ts';
import { tailError } from './tail-error.ts';
import { knownNumbers, knownSeries } from './testing/known-series.ts';

describe('blockError', () => {
  it('is that of drawing blocks, without drawing any', () => {
    // NumPy 2.4.6: k · mean of the squared deviations of all 240 circular sums of 12, times k / (k - 1), k = 20; its root.
    // Of 200,000 draws of 20 blocks the standard deviation was 17.680, with the same correction.
    expect(blockError(Float64Array.from(knownSeries(0.8, 240)), 12)).toBeCloseTo(17.69931144588765, 9);
  });
});

/** Ten requests a second of 10 to 20 ms; in every so many seconds one of them takes 300 to 600 ms. */
function run(seed: number, pauseEvery: number): LatencyCounts {
  const SECONDS = 400;
  const numbers = knownNumbers(SECONDS * 10, seed);
  const request = new RequestSeconds(SECONDS);
  for (const [at, number] of numbers.entries()) {
    const isPause = at % (10 * pauseEvery) === 0;
    request.add(
      Math.floor(at / 10),
      slotOf(Math.round(1000 * (isPause ? 300 * (1 + number) : 10 * (1 + number)))),
      1,
    );
  }
  return new LatencyCounts(request, [0.5, 0.95, 0.99]);
}

describe('tailError', () => {
  const errors = (share: number, pauseEvery: number) => {
    const [before, after] = [run(1, pauseEvery), run(2, pauseEvery)];
    const sides = [percentileSide(before, share), percentileSide(after, share)] as const;
    const drawn = uncertaintyOf(...sides, true, randomFrom(1));
    const tail = tailError(before, after, {
      ...{ share, difference: 0.1, isPaired: true },
      blocks: drawn?.blocks ?? [1, 1],
    });
    return { drawn: drawn?.error ?? 0, tail };
  };

  // NumPy 2.4.6, from the latencies themselves: e is the circular block error of the share of requests up to the percentile, in 20
  // blocks; np.hypot(ln(quantile(before, share + 3.4·e) / its own), ln(quantile(after, share - 3.4·e') / its own)) / 3.4.
  it.each([
    [0.5, 0.008058165270736172],
    [0.95, 0.0022338151340015986],
    [0.99, 0.8346955044749435],
  ])('is that of NumPy: %d', (share, error) => {
    const tail = tailError(run(1, 11), run(2, 11), {
      ...{ share, difference: 0.1, isPaired: false, blocks: [20, 20] },
    });
    // As near as slots of the histogram are.
    expect(Math.abs(tail / error - 1)).toBeLessThan(0.02);
  });

  it('is about that of the bootstrap where latencies are spread evenly', () => {
    const { drawn, tail } = errors(0.5, 1000);
    expect(tail / drawn).toBeGreaterThan(0.8);
    expect(tail / drawn).toBeLessThan(1.25);
  });

  it('knows that pauses as rare as the percentile may as well be in it', () => {
    // One request of 110 is a pause: p99 is just before them.
    const { drawn, tail } = errors(0.99, 11);
    expect(tail).toBeGreaterThan(2 * drawn);
  });
});
