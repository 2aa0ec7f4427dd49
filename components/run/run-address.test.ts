import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SCALES } from '@/components/charts/scale.ts';
import { SHOWN_LATENCIES } from '@/lib/run/shown-latency.ts';
import { panned, type RunAddress, readAddress, within, writeAddress } from './run-address.ts';

const stretch = fc.option(
  fc
    .tuple(fc.nat(100_000), fc.integer({ min: 1, max: 1000 }))
    .map(([from, length]) => ({ from, to: from + length })),
);
const address = fc.record({
  stretch,
  zoom: stretch,
  series: fc.option(fc.uniqueArray(fc.nat(500), { minLength: 1 }).map((all) => all.sort((a, b) => a - b))),
  latency: fc.constantFrom(...SHOWN_LATENCIES),
  scale: fc.constantFrom(...SCALES),
});

it('reads what it wrote', () => {
  fc.assert(
    fc.property(address, (one: RunAddress) => {
      expect(readAddress(new URLSearchParams(writeAddress(one)))).toEqual(one);
    }),
  );
});

it('shows the whole run for what it does not understand', () => {
  const query = 'from=9&to=3&zoom=5&series=1;drop&latency=lunch&scale=cube';
  expect(writeAddress(readAddress(new URLSearchParams(query)))).toBe('');
});

it('keeps to the seconds that there are', () => {
  expect(within({ from: 5, to: 90 }, 60)).toEqual({ from: 5, to: 60 });
  expect(within({ from: 60, to: 90 }, 60)).toBeNull();
});

it('moves by half of what is seen, not beyond the run', () => {
  expect(panned({ from: 100, to: 200 }, 1, 1000)).toEqual({ from: 150, to: 250 });
  expect(panned({ from: 100, to: 200 }, 1, 230)).toEqual({ from: 130, to: 230 });
  expect(panned({ from: 20, to: 120 }, -1, 1000)).toEqual({ from: 0, to: 100 });
  expect(panned({ from: 0, to: 100 }, 1, 60)).toEqual({ from: 0, to: 100 });
});
