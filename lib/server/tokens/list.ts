import type { TokenListItem } from '../../api/tokens.ts';
import type { ServerContext } from '../context.ts';
import { tokenItem } from './token-row.ts';

/** All tokens, revoked ones too, the newest first. */
export async function listTokens({ ctx }: { ctx: ServerContext }): Promise<TokenListItem[]> {
  const rows = await ctx.db.apiToken.findMany({ orderBy: { id: 'desc' } });
  return rows.map(tokenItem);
}
