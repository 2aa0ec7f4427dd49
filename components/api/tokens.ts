'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { callApi, NoContent, schemasOf } from '@/lib/api/client.ts';
import type { CreateToken } from '@/lib/api/tokens.ts';

const answers = schemasOf(() => import('@/lib/api/tokens.ts'));

const KEY = ['tokens'] as const;

export function useTokens() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => callApi(answers('TokenList'), '/api/tokens', { signal }),
  });
}

/** The answer holds the token itself, this once. */
export function useCreateToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof CreateToken>) =>
      callApi(answers('CreatedToken'), '/api/tokens', { method: 'POST', body }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}

export function useRevokeToken() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      callApi(NoContent, `/api/tokens/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}
