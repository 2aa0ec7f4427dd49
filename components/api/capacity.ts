'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CapacityFilter, StartCapacity } from '@/lib/api/capacity.ts';
import { callApi, schemasOf } from '@/lib/api/client.ts';
import { queryKeys } from './query-keys.ts';

const answers = schemasOf(() => import('@/lib/api/capacity.ts'));

/** While a search goes on it is asked for again so often. Milliseconds. */
const POLL_MS = 1500;

/** A search as far as it has come, until it is over. */
export function useSearch(id: string) {
  return useQuery({
    queryKey: queryKeys.capacity(id),
    queryFn: ({ signal }) =>
      callApi(answers('CapacityDetail'), `/api/capacity/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.run.status === 'finished' ? false : POLL_MS),
  });
}

/** Searches, the newest first. */
export function useSearches(filter: CapacityFilter = {}, enabled = true) {
  const { limit, ...rest } = filter;
  return useQuery({
    queryKey: queryKeys.capacities(filter),
    queryFn: ({ signal }) =>
      callApi(answers('CapacityList'), '/api/capacity', {
        query: { ...rest, limit: limit === undefined ? undefined : Number(limit) },
        signal,
      }),
    enabled,
  });
}

export function useStartSearch() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (search: StartCapacity) =>
      callApi(answers('CapacityItem'), '/api/capacity', { method: 'POST', body: search }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.runs() }),
  });
}
