import type { z } from 'zod';
import { type Access, TokenScope } from '../../api/tokens.ts';
import type { ServerContext } from '../context.ts';
import { tokenOf } from './token-of.ts';

/** What whoever asks may do here; without a token everything, since the door has let the request in. */
export async function getAccess({
  ctx,
  input: authorization,
}: {
  ctx: ServerContext;
  input: string | null;
}): Promise<z.output<typeof Access>> {
  const row = authorization === null ? null : await tokenOf(ctx.db, authorization);
  return { scope: row ? TokenScope.parse(row.scope) : 'admin' };
}
