'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi, NoContent, schemasOf } from '@/lib/api/client.ts';
import { queryKeys } from './query-keys.ts';

const answers = schemasOf(() => import('@/lib/api/trends.ts'));

const pathOf = (planId: string) => `/api/plans/${encodeURIComponent(planId)}/baselines`;

/** What the runs of a plan are measured by, in each environment. */
export function useBaselines(planId: string) {
  return useQuery({
    queryKey: queryKeys.baselines(planId),
    queryFn: async ({ signal }) =>
      (await callApi(answers('Baselines'), pathOf(planId), { signal })).baselines,
  });
}

/** Pins a run; none when it is null. */
export function usePinBaseline(planId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ environmentId, runId }: { environmentId: string; runId: string | null }) => {
      const path = `${pathOf(planId)}/${encodeURIComponent(environmentId)}`;
      if (runId === null) await callApi(NoContent, path, { method: 'DELETE' });
      else await callApi(answers('Baseline'), path, { method: 'PUT', body: { runId } });
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.baselines(planId) }),
        client.invalidateQueries({ queryKey: queryKeys.trends() }),
      ]),
  });
}
