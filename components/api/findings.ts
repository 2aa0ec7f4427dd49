'use client';

import { useQuery } from '@tanstack/react-query';
import { callApi, schemasOf } from '@/lib/api/client.ts';
import { runPath } from '@/lib/api/run-path.ts';
import { queryKeys } from './query-keys.ts';

const changes = schemasOf(() => import('@/lib/findings/finding-changes.ts'));
const findings = schemasOf(() => import('@/lib/findings/run-findings.ts'));

/** Of a run that goes on, asked again so often. Milliseconds. */
const POLL_MS = 10_000;

/** What limited the target of a run. */
export function useRunFindings(id: string, { isActive, enabled }: { isActive: boolean; enabled: boolean }) {
  return useQuery({
    queryKey: queryKeys.runFindings(id, !isActive),
    queryFn: ({ signal }) => callApi(findings('RunFindings'), `${runPath(id)}/findings`, { signal }),
    enabled,
    refetchInterval: isActive ? POLL_MS : false,
    staleTime: isActive ? 0 : Number.POSITIVE_INFINITY,
    placeholderData: (before) => before,
  });
}

/** Whether what was found in one run is gone in another; asks once both are named. Both must be over. */
export function useFindingChanges(runs: { baseline: string; candidate: string } | null) {
  return useQuery({
    queryKey: queryKeys.findingChanges(runs),
    queryFn: ({ signal }) =>
      callApi(changes('FindingChanges'), '/api/compare/findings', { query: runs ?? {}, signal }),
    enabled: runs !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
