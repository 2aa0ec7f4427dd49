import { type TokenListItem, TokenScope } from '../../api/tokens.ts';

type Row = {
  id: string;
  name: string;
  scope: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
};

/** A token as lists show it: neither itself nor its hash. */
export const tokenItem = ({ id, name, scope, createdAt, lastUsedAt, revokedAt }: Row): TokenListItem => ({
  ...{ id, name, scope: TokenScope.parse(scope) },
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
  revokedAt: revokedAt?.toISOString() ?? null,
});
