import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Shopper } from './http/environment.ts';
import { RequestError } from './http/errors.ts';

// No secret: anybody may log in to the demo shop, and a token outlives a restart of it.
const signingKey = "the demo shop's signing key";
export const tokenLifetimeSeconds = 12 * 3600;

const claimsSchema = z.object({ userId: z.int(), cartId: z.string(), expires: z.number() });
type Claims = z.output<typeof claimsSchema>;

/** A signed token that says who is logged in, with a new cart. `now` is in milliseconds. */
export function issueToken(userId: number, now: number): string {
  const claims: Claims = {
    userId,
    cartId: randomUUID(),
    expires: now + tokenLifetimeSeconds * 1000,
  };
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${payload}.${sign(payload).toString('base64url')}`;
}

/** Reads the Authorization header. Throws a 401 that says what is wrong with it. */
export function readToken(header: string | undefined, now: number): Shopper {
  const token = /^Bearer ([\w-]+)\.([\w-]+)$/i.exec(header ?? '');
  const [, payload = '', signature = ''] = token ?? [];
  if (!token) {
    throw new RequestError(401, 'log in first: send the header Authorization: Bearer ACCESS_TOKEN');
  }
  const given = Buffer.from(signature, 'base64url');
  const expected = sign(payload);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new RequestError(401, "the access token is not one of this shop's: log in again");
  }
  const claims = claimsSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  if (claims.expires <= now) throw new RequestError(401, 'the access token expired: log in again');
  return { userId: claims.userId, cartId: claims.cartId };
}

const sign = (payload: string) => createHmac('sha256', signingKey).update(payload).digest();
