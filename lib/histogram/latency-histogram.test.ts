import fc from 'fast-check';
import { Int32Histogram } from 'hdr-histogram-js';
import { describe, expect, it } from 'vitest';
import { LatencyHistogram } from './latency-histogram.ts';
import { MAX_LATENCY_US, slotOf } from './slots.ts';

const latency = fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: MAX_LATENCY_US }));
const latencies = fc.array(latency, { maxLength: 200 });
const of = (values: number[]) => {
  const histogram = new LatencyHistogram();
  for (const value of values) histogram.record(value);
  return histogram;
};

describe('LatencyHistogram', () => {
  it('uses the very slots of hdr-histogram-js', () => {
    const hdr = new Int32Histogram(1, MAX_LATENCY_US, 3);
    fc.assert(
      fc.property(latency, (us) => {
        expect(slotOf(us)).toBe(hdr.countsArrayIndex(us));
      }),
    );
  });

  it('answers percentiles within three significant digits of the sorted values', () => {
    fc.assert(
      fc.property(
        fc.array(latency, { minLength: 1, maxLength: 200 }),
        fc.constantFrom(50, 90, 95, 99, 99.9, 100),
        (values, percent) => {
          const sorted = values.toSorted((a, b) => a - b);
          const exact = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length - 1e-9) - 1)] ?? 0;
          const answer = of(values).percentile(percent);
          expect(answer).toBeGreaterThanOrEqual(exact);
          expect(answer).toBeLessThanOrEqual(exact * 1.001 + 1);
        },
      ),
    );
  });

  it('gives the same for merged parts, for their encoded forms, and for the whole', () => {
    fc.assert(
      fc.property(latencies, latencies, (left, right) => {
        const whole = of([...left, ...right]).encode();
        const merged = of(left);
        merged.merge(of(right));
        const decoded = LatencyHistogram.decode(of(right).encode());
        decoded.mergeEncoded(of(left).encode());
        expect(merged.encode()).toEqual(whole);
        expect(decoded.encode()).toEqual(whole);
      }),
    );
  });

  it('keeps minimum, maximum and mean exactly', () => {
    const histogram = of([123_457, 1, 999_999_999]);
    expect([histogram.min, histogram.max, histogram.mean]).toEqual([
      1,
      999_999_999,
      (123_457 + 1 + 999_999_999) / 3,
    ]);
  });

  it('gives the same in whatever order and grouping parts are merged', () => {
    fc.assert(
      fc.property(fc.array(latencies, { maxLength: 6 }), fc.infiniteStream(fc.nat()), (parts, draws) => {
        const whole = new LatencyHistogram();
        for (const us of parts.flat()) whole.record(us);
        let heap = parts.map((part) => {
          const histogram = new LatencyHistogram();
          for (const us of part) histogram.record(us);
          return histogram;
        });
        while (heap.length > 1) {
          const take = () => {
            const index = (draws.next().value ?? 0) % heap.length;
            const taken = heap[index];
            heap = heap.filter((_, other) => other !== index);
            return taken ?? new LatencyHistogram();
          };
          const [into, from] = [take(), take()];
          into.mergeEncoded(from.encode());
          heap.push(into);
        }
        expect((heap[0] ?? new LatencyHistogram()).encode()).toEqual(whole.encode());
      }),
      { numRuns: 50 },
    );
  });

  it('takes any bytes or refuses them, and is as it was before when it refuses', () => {
    const small = fc.oneof(fc.nat(3), fc.nat(255));
    fc.assert(
      fc.property(fc.array(small, { maxLength: 14 }), (bytes) => {
        const histogram = new LatencyHistogram();
        histogram.record(1234);
        const before = histogram.encode();
        try {
          histogram.mergeEncoded(Uint8Array.from(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          expect(histogram.encode()).toEqual(before);
          return;
        }
        expect(LatencyHistogram.decode(histogram.encode()).encode()).toEqual(histogram.encode());
      }),
      { numRuns: 3000 },
    );
  });

  it('is empty after a reset', () => {
    const histogram = of([5, 5_000_000]);
    histogram.reset();
    expect(histogram.encode()).toHaveLength(0);
    histogram.record(7);
    expect(histogram.encode()).toEqual(of([7]).encode());
  });

  it('refuses bytes that are not a histogram', () => {
    const bytes = of([10, 20, 30]).encode();
    expect(() => LatencyHistogram.decode(bytes.slice(0, -1))).toThrow(RangeError);
    expect(() => LatencyHistogram.decode(Uint8Array.of(255))).toThrow(RangeError);
  });
});
