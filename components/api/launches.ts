'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi, schemasOf } from '@/lib/api/client.ts';
import type { StartLaunch } from '@/lib/api/launches.ts';
import { queryKeys } from './query-keys.ts';

const answers = schemasOf(() => import('@/lib/api/launches.ts'));

/** While a rehearsal goes on it is asked for again so often. Milliseconds. */
const POLL_MS = 3000;

export function useLaunch(id: string) {
  return useQuery({
    queryKey: queryKeys.launch(id),
    queryFn: ({ signal }) =>
      callApi(answers('LaunchDetail'), `/api/launches/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: ({ state }) => (state.data && state.data.readiness !== 'going-on' ? false : POLL_MS),
  });
}

/** Rehearsals, the newest first. */
export function useLaunches(planId?: string) {
  return useQuery({
    queryKey: queryKeys.launches(planId),
    queryFn: ({ signal }) => callApi(answers('LaunchList'), '/api/launches', { query: { planId }, signal }),
  });
}

export function useStartLaunch() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (launch: StartLaunch) =>
      callApi(answers('LaunchDetail'), '/api/launches', { method: 'POST', body: launch }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.runs() }),
  });
}
