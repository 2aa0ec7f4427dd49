import { expect, it } from 'vitest';
import type { RunSpectrum } from '@/lib/run/window.ts';
import { percentName, percentTicks, placeOf, pointAt, reachOf, slowerThan } from './spectrum-axis.ts';

const spectrum = (...percents: number[]): RunSpectrum => ({
  ...{ from: 0, to: 1, latency: 'responseTime', count: 1000 },
  points: percents.map((percent) => ({ percent, ms: percent })),
});

it('gives every nine the same room, and the maximum the right end', () => {
  const reach = reachOf([spectrum(0, 50, 99, 99.9, 100), undefined]);
  expect(reach).toBeCloseTo(3.12);
  expect(placeOf(0, reach)).toBe(0);
  expect(placeOf(99, reach) - placeOf(90, reach)).toBeCloseTo(placeOf(90, reach));
  expect(placeOf(99.9, reach)).toBeLessThan(1);
  expect(placeOf(100, reach)).toBe(1);
  expect(percentTicks(reach)).toEqual([0, 50, 90, 99]);
  expect(percentTicks(reachOf([undefined]))).toEqual([0, 50, 90]);
});

it('finds the nearest point', () => {
  const { points } = spectrum(0, 50, 90, 100);
  const reach = reachOf([spectrum(0, 50, 90, 100)]);
  expect([0, 0.3, 0.85, 1].map((place) => pointAt(points, place, reach))).toEqual([0, 1, 2, 3]);
});

it('says in words what a percentile is', () => {
  expect([0, 50, 99.900001, 99.9968, 100].map(percentName)).toEqual([
    'p0',
    'p50',
    'p99.9',
    'p99.9968',
    'max',
  ]);
  expect(slowerThan(99.9, 12_000)).toBe('12 of 12,000 slower');
  expect(slowerThan(100, 12_000)).toBe('the slowest of all');
});
