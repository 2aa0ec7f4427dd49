import { expect, test } from 'vitest';
import { issueToken, readToken, tokenLifetimeSeconds } from './tokens.ts';

const now = Date.UTC(2026, 0, 1);
const token = issueToken(7, now);

test('a token says who is logged in until it expires', () => {
  const end = now + tokenLifetimeSeconds * 1000;
  expect(readToken(`Bearer ${token}`, end - 1)).toEqual({ userId: 7, cartId: expect.any(String) });
  expect(() => readToken(`Bearer ${token}`, end)).toThrow('expired');
});

test('each login has a cart of its own', () => {
  const [one, other] = [token, issueToken(7, now)].map((each) => readToken(`Bearer ${each}`, now));
  expect(one?.cartId).not.toBe(other?.cartId);
});

test('a token that was changed is refused', () => {
  const [payload = '', signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const forged = Buffer.from(JSON.stringify({ ...claims, userId: 8 })).toString('base64url');
  expect(() => readToken(`Bearer ${forged}.${signature}`, now)).toThrow("not one of this shop's");
  expect(() => readToken(`Bearer ${payload}.AAAA`, now)).toThrow("not one of this shop's");
});

test.each([undefined, '', 'Bearer', 'Basic abc', 'Bearer abc'])('%s is not a token', (header) => {
  expect(() => readToken(header, now)).toThrow('log in first');
});
