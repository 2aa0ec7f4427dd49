import { describe, expect, it } from 'vitest';
import { slotOf } from '../histogram/slots.ts';
import { uncertaintyOf } from './bootstrap.ts';
import { agrestiCaffo, type Comparing, estimateRequest } from './estimate-request.ts';
import { LatencyCounts } from './latency-counts.ts';
import { percentileSide } from './percentile-side.ts';
import { randomFrom } from './random.ts';
import { RequestSeconds } from './request-seconds.ts';
import { knownNumbers, knownSeries } from './testing/known-series.ts';

const SECONDS = 200;
const PER_SECOND = 5;

/** 5 requests in each of 200 seconds, whose pace has a memory. Microseconds, about 10 to 40 ms. */
function latencies(seed: number): number[][] {
  const numbers = knownNumbers(SECONDS * PER_SECOND, seed);
  const pace = knownSeries(0.6, SECONDS, seed + 100);
  return pace.map((level, second) =>
    numbers
      .slice(second * PER_SECOND, (second + 1) * PER_SECOND)
      .map((number) => Math.round(10_000 * (1 + 3 * number ** 2) * Math.exp(0.2 * level))),
  );
}

function requestOf(seconds: readonly (readonly number[])[], failed: readonly number[] = []): RequestSeconds {
  const request = new RequestSeconds(seconds.length);
  for (const [second, values] of seconds.entries()) {
    request.requests[second] = values.length;
    request.failed[second] = failed[second] ?? 0;
    for (const us of values) request.add(second, slotOf(us), 1);
  }
  return request;
}

const comparing = (over: Partial<Comparing> = {}): Comparing => ({
  ...{ isPaired: true, unitSeconds: 1, isThroughputPlanned: false, random: randomFrom(1) },
  ...over,
});
const by = <T extends { metric: string }>(estimates: readonly T[], metric: string) =>
  estimates.find((one) => one.metric === metric);

describe('estimateRequest', () => {
  const pair = { baseline: requestOf(latencies(1)), candidate: requestOf(latencies(2)) };

  // NumPy: the same latencies, np.percentile of 20,000 circular block bootstraps with blocks of 8 seconds, which is
  // about what is chosen here: differences -0.0480 and 0.0075; errors 0.0346 and 0.0212 when both runs are drawn at the
  // same times, 0.0382 and 0.0229 when each is drawn for itself.
  it.each([
    [true, 'p50', -0.048, 0.0346],
    [true, 'p95', 0.0075, 0.0212],
    [false, 'p50', -0.048, 0.0382],
    [false, 'p95', 0.0075, 0.0229],
  ] as const)(
    'finds the differences and errors of NumPy (paired: %s, %s)',
    async (isPaired, metric, difference, error) => {
      const found = by(await estimateRequest(pair, comparing({ isPaired })), metric);
      expect(found?.lacks).toBeNull();
      expect(Math.abs((found?.difference ?? 0) - difference)).toBeLessThan(0.006);
      const share = metric === 'p50' ? 0.5 : 0.95;
      const counts = [pair.baseline, pair.candidate].map((one) => new LatencyCounts(one, [share]));
      const [before, after] = counts.map((one) => percentileSide(one, share));
      const drawn = before && after && uncertaintyOf(before, after, isPaired, randomFrom(1));
      expect(Math.abs((drawn?.error ?? 0) / error - 1)).toBeLessThan(0.15);
      // Never less than that, and with so few requests behind p95 somewhat more.
      expect(found?.error).toBeGreaterThanOrEqual(drawn?.error ?? Number.POSITIVE_INFINITY);
      expect(found?.error).toBeLessThan(1.3 * error);
    },
  );

  it('says the same at every call', async () => {
    expect(await estimateRequest(pair, comparing())).toEqual(await estimateRequest(pair, comparing()));
  });

  it('judges no percentile behind which there is next to nothing', async () => {
    expect(by(await estimateRequest(pair, comparing()), 'p99')?.lacks).toBe('few-requests');
  });

  it('judges no run that is hardly longer than its memory', async () => {
    const short = (seed: number) =>
      requestOf(
        latencies(seed)
          .slice(0, 8)
          .map((values) => Array.from({ length: 20 }, () => values).flat()),
      );
    const found = await estimateRequest({ baseline: short(1), candidate: short(2) }, comparing());
    expect(by(found, 'p50')?.lacks).toBe('short');
  });

  it('does not compare the latencies of answers with those of failures', async () => {
    const failing = requestOf(
      latencies(2),
      Array.from({ length: SECONDS }, (_, at) => at % 2),
    );
    const found = await estimateRequest({ ...pair, candidate: failing }, comparing());
    expect(by(found, 'p95')).toMatchObject({ lacks: 'other-answers', difference: 0 });
    expect(by(found, 'failedRate')).toMatchObject({ baseline: 0, candidate: 0.1, lacks: null });
  });

  it('says nothing of a throughput that is planned', async () => {
    const found = await estimateRequest(pair, comparing({ isThroughputPlanned: true }));
    expect(by(found, 'requestsPerSecond')).toMatchObject({ lacks: 'planned', baseline: 5, candidate: 5 });
  });
});

describe('agrestiCaffo', () => {
  // statsmodels 0.15.0: confint_proportions_2indep(7, 34, 1, 34, method='agresti-caffo') is 0.01161 to 0.32172.
  it('gives the interval of statsmodels', () => {
    const { difference, error } = agrestiCaffo({ failed: 1, requests: 34 }, { failed: 7, requests: 34 });
    expect(difference - 1.959963984540054 * error).toBeCloseTo(0.011611670142613911, 10);
    expect(difference + 1.959963984540054 * error).toBeCloseTo(0.3217216631907194, 10);
  });

  it('is uncertain of what did not happen', () => {
    const { difference, error } = agrestiCaffo({ failed: 0, requests: 1000 }, { failed: 0, requests: 1000 });
    expect(difference).toBe(0);
    expect(error).toBeGreaterThan(0.001);
  });
});
