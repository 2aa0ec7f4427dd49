import fc from 'fast-check';
import { expect, test } from 'vitest';
import { VERDICTS } from '@/lib/run/summary.ts';
import { readRunsFilter, runsAddress } from './runs-filter.ts';

const read = (address: string) => readRunsFilter(new URL(address, 'http://localhost').searchParams);

test('an address without filters is the whole list', () => {
  expect(runsAddress({})).toBe('/runs');
  expect(read('/runs')).toEqual({});
});

test('what does not belong in the address is left out', () => {
  expect(read('/runs?verdict=great&plan=&q=%20&other=1')).toEqual({});
});

test('every filter survives its address', () => {
  const word = fc.string({ minLength: 1 }).filter((text) => text.trim() === text);
  const filter = fc.record(
    { planId: word, environmentId: word, release: word, verdict: fc.constantFrom(...VERDICTS), q: word },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(filter, (each) => {
      expect(read(runsAddress(each))).toEqual(each);
    }),
  );
});
