import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LatencyHistogram } from '../histogram/latency-histogram.ts';
import { MAX_LATENCY_US } from '../histogram/slots.ts';
import { latencyFigures, msOf } from './latency-figures.ts';

const latency = fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: MAX_LATENCY_US }));

it('gives what the histogram itself answers', () => {
  fc.assert(
    fc.property(fc.array(latency, { minLength: 1, maxLength: 300 }), (values) => {
      const histogram = new LatencyHistogram();
      for (const value of values) histogram.record(value);
      expect(latencyFigures(histogram)).toEqual({
        min: msOf(histogram.min),
        mean: msOf(histogram.mean),
        p50: msOf(histogram.percentile(50)),
        p90: msOf(histogram.percentile(90)),
        p95: msOf(histogram.percentile(95)),
        p99: msOf(histogram.percentile(99)),
        p999: msOf(histogram.percentile(99.9)),
        max: msOf(histogram.max),
      });
    }),
  );
});

it('agrees at every count, where rounding could go either way', () => {
  const histogram = new LatencyHistogram();
  for (let count = 1; count <= 3000; count++) {
    histogram.record(count);
    const { p90, p95, p99, p999 } = latencyFigures(histogram);
    expect([p90, p95, p99, p999]).toEqual(
      [90, 95, 99, 99.9].map((percent) => msOf(histogram.percentile(percent))),
    );
  }
});

it('is zero throughout when nothing was measured', () => {
  expect(new Set(Object.values(latencyFigures(undefined)))).toEqual(new Set([0]));
});
