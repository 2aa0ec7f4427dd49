import { expect, it } from 'vitest';
import { didYouMean, nearestName } from './nearest-name.ts';

const names = ['timeout', 'redirects', 'url', 'expectedStatuses'];

it.each([
  ['tiemout', 'timeout'],
  ['TimeOut', 'timeout'],
  ['ulr', 'url'],
  ['expectedStatus', 'expectedStatuses'],
  ['redirect', 'redirects'],
  ['surprise', undefined],
  ['', undefined],
  ['x'.repeat(10_000), undefined],
])('finds for %.20j the name %s', (written, name) => {
  expect(nearestName(written, names)).toBe(name);
});

it('prefers the nearest of several', () => {
  expect(nearestName('user_nam', ['user_id', 'user_name'])).toBe('user_name');
});

it('says nothing when nothing is near', () => {
  expect([didYouMean('tiemout', names), didYouMean('zzz', names)]).toEqual([
    ' (did you mean "timeout"?)',
    '',
  ]);
});
