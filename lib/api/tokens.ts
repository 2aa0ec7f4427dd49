import { z } from 'zod';

/** What a token may: look at everything; also run, stop, keep and label runs; also change and delete anything. */
export const TOKEN_SCOPES = ['read', 'run', 'admin'] as const;
export const TokenScope = z.enum(TOKEN_SCOPES);
export type TokenScope = z.output<typeof TokenScope>;

/** POST /api/tokens (201, a CreatedToken). */
export const CreateToken = z.strictObject({
  name: z.string().trim().min(1, 'needs a name, such as what it is for').max(100),
  scope: TokenScope,
});

const when = z.iso.datetime();

/** GET /api/tokens: a list of these, the newest first. DELETE /api/tokens/:id revokes one (204). */
export const TokenListItem = z.object({
  id: z.string(),
  name: z.string(),
  scope: TokenScope,
  createdAt: when,
  /** To the minute; null when it was never used. */
  lastUsedAt: when.nullable(),
  revokedAt: when.nullable(),
});
export type TokenListItem = z.output<typeof TokenListItem>;
export const TokenList = z.array(TokenListItem);

/** The only answer that ever holds the token itself. */
export const CreatedToken = TokenListItem.extend({ token: z.string() });

/** GET /api/access: what the token that is shown may; without one everything, where none is wanted. */
export const Access = z.object({ scope: TokenScope });
