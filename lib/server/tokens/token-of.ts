import type { Database } from '../database.ts';
import { hashOf } from './token-secret.ts';

/** The token that an Authorization header shows; null when it is none, not known, or revoked. */
export async function tokenOf(db: Database, authorization: string) {
  const [, token] = /^Bearer ([\w-]+)$/i.exec(authorization) ?? [];
  const row = token === undefined ? null : await db.apiToken.findUnique({ where: { hash: hashOf(token) } });
  return row === null || row.revokedAt !== null ? null : row;
}
