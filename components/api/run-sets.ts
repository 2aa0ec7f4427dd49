'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi, schemasOf } from '@/lib/api/client.ts';
import type { CreateRunSet, RunSetAgain, RunSetFilter } from '@/lib/api/run-sets.ts';
import { queryKeys } from './query-keys.ts';

const answers = schemasOf(() => import('@/lib/api/run-sets.ts'));

const pathOf = (id: string) => `/api/run-sets/${encodeURIComponent(id)}`;

/** While it goes on it is asked for again so often, besides being told by the socket. Milliseconds. */
const POLL_MS = 3000;

/** Runs that are judged together, and how they stand. */
export function useRunSet(id: string) {
  return useQuery({
    queryKey: queryKeys.runSet(id),
    queryFn: ({ signal }) => callApi(answers('RunSet'), pathOf(id), { signal }),
    refetchInterval: ({ state: { data } }) =>
      data?.state === 'waiting' || data?.state === 'running' ? POLL_MS : false,
  });
}

type Filter = { planId?: string; environmentId?: string; kind?: 'ab' | 'aa'; limit?: number };

/** The newest sets. */
export function useRunSets(filter: Filter, isWanted = true) {
  return useQuery({
    queryKey: queryKeys.runSets(filter),
    queryFn: async ({ signal }) =>
      (
        await callApi(answers('RunSets'), '/api/run-sets', {
          query: filter satisfies typeof RunSetFilter._input,
          signal,
        })
      ).sets,
    enabled: isWanted,
  });
}

/** The answers of a set as far as so many of its runs are over. */
export function useRunSetEstimates(id: string, over: number, isWanted: boolean) {
  return useQuery({
    queryKey: queryKeys.runSetEstimates(id, over),
    queryFn: ({ signal }) => callApi(answers('RunSetEstimates'), `${pathOf(id)}/estimates`, { signal }),
    enabled: isWanted,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
  });
}

export function useCreateRunSet() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (set: CreateRunSet) =>
      callApi(answers('RunSet'), '/api/run-sets', { method: 'POST', body: set }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.runs() }),
  });
}

/** Runs what the set lacks, or all of it as a new one. */
export function useRepeatRunSet(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (again: RunSetAgain) =>
      callApi(answers('RunSet'), `${pathOf(id)}/again`, { method: 'POST', body: again }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.runs() }),
  });
}
