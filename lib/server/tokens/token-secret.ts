import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, with a start by which it is known when it turns up where it should not. */
export const newToken = (): string => `rehearsal_${randomBytes(32).toString('base64url')}`;

/** What is kept of a token. It is random enough that no salt and no slow hash is needed. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
