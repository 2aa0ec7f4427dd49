'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi, schemasOf } from '@/lib/api/client.ts';
import type { SaveRetention } from '@/lib/api/retention.ts';
import { queryKeys } from './query-keys.ts';

const answers = schemasOf(() => import('@/lib/api/retention.ts'));

const pathOf = (planId: string) => `/api/plans/${encodeURIComponent(planId)}/retention`;

/** Which runs of a plan are kept. */
export function useRetention(planId: string) {
  return useQuery({
    queryKey: queryKeys.retention(planId),
    queryFn: ({ signal }) => callApi(answers('RetentionAnswer'), pathOf(planId), { signal }),
  });
}

/** What a rule would delete now. Asks for nothing when there is none to ask about. */
export function useRetentionDue(planId: string, rule: SaveRetention | null) {
  return useQuery({
    queryKey: [...queryKeys.retention(planId), 'due', rule],
    queryFn: ({ signal }) =>
      callApi(answers('RetentionDue'), `${pathOf(planId)}/due`, {
        query: {
          keepRuns: rule?.keepRuns ?? undefined,
          keepDays: rule?.keepDays ?? undefined,
          rollUpDays: rule?.rollUpDays ?? undefined,
        },
        signal,
      }),
    enabled: rule !== null,
  });
}

/** Sets the rule; what it does not keep is gone when the answer comes. */
export function useSaveRetention(planId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SaveRetention) =>
      callApi(answers('RetentionAnswer'), pathOf(planId), { method: 'PUT', body }),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.runs() }),
        client.invalidateQueries({ queryKey: queryKeys.plans(), exact: true }),
      ]),
  });
}
