import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pointAt } from '@/components/live/testing/views.ts';
import { binPoints } from './bins.ts';

const points = (length: number, from = 0) => Array.from({ length }, (_, index) => pointAt(from + index));

describe('binPoints', () => {
  test('one second per bin keeps every figure', () => {
    const [bin] = binPoints([pointAt(7)], 1);
    expect(bin).toMatchObject({
      from: 7,
      to: 8,
      vus: 7,
      requestsPerSecond: 70,
      failedPerSecond: 1,
      p50: 8,
      p95: 9,
      p99: 10,
    });
  });

  test('counts become rates over the seconds that are there, also in a last bin that is not full', () => {
    const [first, last] = binPoints(points(7), 5);
    expect(first).toMatchObject({ from: 0, to: 5, requests: 100, requestsPerSecond: 20 });
    expect(last).toMatchObject({ from: 5, to: 7, requests: 110, requestsPerSecond: 55 });
  });

  test('percentiles are those of the worst second, never a mean', () => {
    const spike = { ...pointAt(2), p95: 900, p99: 1000 };
    const [bin] = binPoints([pointAt(0), pointAt(1), spike, pointAt(3), pointAt(4)], 5);
    expect(bin).toMatchObject({ p50: 5, p95: 900, p99: 1000 });
  });

  test('seconds without a request leave a gap only when the whole bin has none', () => {
    const silent = (second: number) => ({ ...pointAt(second), p50: null, p95: null, p99: null, requests: 0 });
    const [first, second] = binPoints([silent(0), pointAt(1), silent(2), silent(3)], 2);
    expect(first?.p95).toBe(3);
    expect(second?.p95).toBeNull();
  });

  test('users are those at the end of the bin', () => {
    expect(binPoints(points(10), 10)[0]?.vus).toBe(9);
  });

  test('a missing second ends the bin', () => {
    const bins = binPoints([...points(3), ...points(5, 5)], 10);
    expect(bins.map(({ from, to }) => [from, to])).toEqual([
      [0, 3],
      [5, 10],
    ]);
  });

  test('nothing is lost or counted twice, and bins do not move when the run grows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.constantFrom(1, 2, 5, 10, 30), (length, width) => {
        const all = points(length);
        const bins = binPoints(all, width);
        const total = (key: 'requests' | 'failed') => all.reduce((sum, point) => sum + point[key], 0);
        expect(bins.reduce((sum, bin) => sum + bin.requests, 0)).toBe(total('requests'));
        expect(bins.reduce((sum, bin) => sum + bin.failed, 0)).toBe(total('failed'));
        expect(Math.max(...bins.map((bin) => bin.p99 ?? 0))).toBe(
          Math.max(...all.map((point) => point.p99 ?? 0)),
        );
        expect(binPoints(points(length + width), width).slice(0, bins.length - 1)).toEqual(bins.slice(0, -1));
      }),
    );
  });
});
