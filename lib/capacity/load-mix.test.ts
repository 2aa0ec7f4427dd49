import fc from 'fast-check';
import { expect, it } from 'vitest';
import { leastForAll, shareLoad } from './load-mix.ts';

it('shares whole users so that none is lost and nobody is off by more than one', () => {
  const weights = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(weights, fc.integer({ min: 0, max: 5000 }), (parts, load) => {
      const all = parts.reduce((sum, part) => sum + part, 0);
      const shares = parts.map((part) => part / all);
      const users = shareLoad({ unit: 'users', shares }, load);
      expect(users.reduce((sum, one) => sum + one, 0)).toBe(load);
      for (const [index, one] of users.entries()) {
        expect(Number.isInteger(one)).toBe(true);
        expect(Math.abs(one - (shares[index] ?? 0) * load)).toBeLessThanOrEqual(1);
      }
    }),
  );
});

it('finds the smallest load that leaves no scenario without a user', () => {
  expect(leastForAll({ unit: 'users', shares: [1] })).toBe(1);
  expect(leastForAll({ unit: 'users', shares: [0.5, 0.25, 0.25] })).toBe(3);
  const weights = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(weights, (parts) => {
      const all = parts.reduce((sum, part) => sum + part, 0);
      const mix = { unit: 'users', shares: parts.map((part) => part / all) } as const;
      const least = leastForAll(mix);
      expect(shareLoad(mix, least).every((users) => users > 0)).toBe(true);
      expect(shareLoad(mix, least - 1).every((users) => users > 0)).toBe(false);
    }),
  );
});
