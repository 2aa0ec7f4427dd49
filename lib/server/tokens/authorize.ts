import { covers, scopeFor } from '../../api/scopes.ts';
import { TokenScope as Scope, type TokenScope } from '../../api/tokens.ts';
import type { Database } from '../database.ts';
import { isLoopback } from '../http/allowed-hosts.ts';
import type { Asking, Authorize } from '../http/front-server.ts';
import type { Refusal } from '../http-guard.ts';
import { tokenOf } from './token-of.ts';

/** When it was used is noted once a minute at most. */
const NOTE_MS = 60_000;

/**
 * Judges requests by their token. One that is shown must be good, and is held to its scope; without one everything is
 * allowed, unless `isRequired`: then only this machine does without.
 */
export function authorizeByToken(db: Database, isRequired: boolean): Authorize {
  return (request) => {
    const { authorization } = request.headers;
    if (authorization !== undefined) return judged(db, request, authorization);
    if (!isRequired || isLoopback(addressOf(request))) return undefined;
    return Promise.resolve(NEEDED);
  };
}

const NEEDED: Refusal = {
  status: 401,
  message:
    'Rehearsal wants a token from other machines: send "Authorization: Bearer TOKEN". They are made on the page /tokens, on the machine itself.',
};

/** IPv4 addresses come as IPv6 ones where both are listened to. */
const addressOf = ({ socket }: Asking) => (socket.remoteAddress ?? '').replace(/^::ffff:/, '');

async function judged(db: Database, request: Asking, authorization: string): Promise<Refusal | undefined> {
  const row = await tokenOf(db, authorization);
  if (!row) return { status: 401, message: 'This token is not known here, or it was revoked.' };
  const needed = scopeFor(request.method ?? 'GET', (request.url ?? '').split('?', 1)[0] ?? '');
  const scope = Scope.parse(row.scope);
  if (!covers(scope, needed))
    return {
      status: 403,
      message: `This token may only ${MAY[scope]}; it takes one with the scope "${needed}".`,
    };
  const now = Date.now();
  if (now - (row.lastUsedAt?.getTime() ?? 0) >= NOTE_MS)
    await db.apiToken.update({ where: { id: row.id }, data: { lastUsedAt: new Date(now) } });
  return undefined;
}

const MAY: Record<TokenScope, string> = { read: 'read', run: 'read and run', admin: 'do everything' };
