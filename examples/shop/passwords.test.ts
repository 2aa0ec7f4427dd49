import { expect, test } from 'vitest';
import { hashPassword, verifyPassword, verifyPasswordBlocking } from './passwords.ts';

test.each([1, 3])('a hash at factor %i knows its password, either way', async (factor) => {
  const hash = hashPassword('secret', factor);
  expect(await verifyPassword('secret', hash)).toBe(true);
  expect(await verifyPassword('Secret', hash)).toBe(false);
  expect(verifyPasswordBlocking('secret', hash)).toBe(true);
  expect(verifyPasswordBlocking('Secret', hash)).toBe(false);
});

test('the event loop turns while a password is verified, unless it is blocked', async () => {
  const hash = hashPassword('secret', 4);
  let turns = 0;
  let turning = setImmediate(function turn() {
    turns += 1;
    turning = setImmediate(turn);
  });
  verifyPasswordBlocking('secret', hash);
  expect(turns).toBe(0);
  await verifyPassword('secret', hash);
  expect(turns).toBeGreaterThan(0);
  clearImmediate(turning);
});
