'use client';

import { useQuery } from '@tanstack/react-query';
import { callApi, schemasOf } from '@/lib/api/client.ts';
import { queryKeys } from './query-keys.ts';

const answers = schemasOf(() => import('@/lib/api/trends.ts'));

/** Every metric over the runs of a plan in an environment; of one request, by its index in the answer. */
export function useTrends(planId: string, environmentId: string, request: number | null) {
  const query = { planId, environmentId, ...(request !== null && { request }) };
  return useQuery({
    queryKey: queryKeys.trends(query),
    queryFn: ({ signal }) => callApi(answers('Trends'), '/api/trends', { query, signal }),
    enabled: planId !== '' && environmentId !== '',
    placeholderData: (before, asked) =>
      asked?.queryKey[2] === undefined || before?.runs[0]?.run.plan.id !== planId ? undefined : before,
  });
}
