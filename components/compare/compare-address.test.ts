import { expect, it } from 'vitest';
import { chosenIn, compareAddress } from './compare-address.ts';

it('names any number of runs, and reads them again', () => {
  const chosen = { baseline: 'a', candidates: ['b', 'c', 'd'] };
  expect(compareAddress(chosen)).toBe('/compare?baseline=a&candidate=b&candidate=c&candidate=d');
  expect(chosenIn(new URLSearchParams(compareAddress(chosen).split('?')[1]))).toEqual(chosen);
  expect(compareAddress({ candidates: [] })).toBe('/compare');
});

it('takes each run once, and none for its own baseline', () => {
  expect(chosenIn(new URLSearchParams('baseline=a&candidate=a&candidate=b&candidate=b&candidate='))).toEqual({
    baseline: 'a',
    candidates: ['b'],
  });
  expect(chosenIn(new URLSearchParams('candidate=b'))).toEqual({ baseline: undefined, candidates: ['b'] });
});
