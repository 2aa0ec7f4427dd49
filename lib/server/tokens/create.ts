import type { z } from 'zod';
import { type CreatedToken, CreateToken } from '../../api/tokens.ts';
import type { ServerContext } from '../context.ts';
import { parse } from '../parse.ts';
import { tokenItem } from './token-row.ts';
import { hashOf, newToken } from './token-secret.ts';

/** Makes a token and tells it, this once. */
export async function createToken({
  ctx,
  input,
}: {
  ctx: ServerContext;
  input: unknown;
}): Promise<z.output<typeof CreatedToken>> {
  const wanted = parse(CreateToken, input);
  const token = newToken();
  const row = await ctx.db.apiToken.create({ data: { ...wanted, hash: hashOf(token) } });
  return { ...tokenItem(row), token };
}
