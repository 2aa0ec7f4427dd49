import type { TokenScope } from './tokens.ts';

const RANK: Record<TokenScope, number> = { read: 0, run: 1, admin: 2 };

/** Whether a token with one scope may do what takes another. */
export const covers = (scope: TokenScope, needed: TokenScope): boolean => RANK[scope] >= RANK[needed];

const OF_RUNS = /^\/api\/(runs|run-sets|capacity|launches)(\/|$)/;

/** What a request takes. Tokens themselves are for administrators alone. */
export function scopeFor(method: string, path: string): TokenScope {
  if (path.startsWith('/api/tokens')) return 'admin';
  if (method === 'GET' || method === 'HEAD') return 'read';
  return OF_RUNS.test(path) && method !== 'DELETE' ? 'run' : 'admin';
}
