'use client';

import { useQuery } from '@tanstack/react-query';
import { callApi } from '@/lib/api/client.ts';
import { DetectableAnswer, RunEstimatesAnswer } from '@/lib/api/contract.ts';
import { RunLoadLevels, RunSpectrum } from '@/lib/run/window.ts';
import { queryKeys } from './query-keys.ts';

type Stretch = { from: number; to: number };

const ofRun = (id: string, what: string) => `/api/runs/${encodeURIComponent(id)}/${what}`;

/** How two runs that are over differ; null while one of them goes on. */
export function useRunEstimates(ids: { baseline: string; candidate: string }, areOver: boolean) {
  return useQuery({
    queryKey: queryKeys.runEstimates(ids),
    queryFn: ({ signal }) => callApi(RunEstimatesAnswer, '/api/compare/estimates', { query: ids, signal }),
    enabled: areOver,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The response times of a stretch by percentile. */
export function useSpectrum(id: string, { from, to }: Stretch) {
  return useQuery({
    queryKey: queryKeys.spectrum(id, { from, to }),
    queryFn: ({ signal }) => callApi(RunSpectrum, ofRun(id, 'spectrum'), { query: { from, to }, signal }),
    enabled: to > from,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The response times of a stretch by how much load there was. */
export function useLoadLevels(id: string, { from, to }: Stretch) {
  return useQuery({
    queryKey: queryKeys.loadLevels(id, { from, to }),
    queryFn: ({ signal }) =>
      callApi(RunLoadLevels, ofRun(id, 'load-levels'), { query: { from, to }, signal }),
    enabled: to > from,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What the next run of a plan in an environment will be able to tell; null when nothing is known of it. */
export function useDetectable(plan: { id: string; versionId?: string }, environmentId: string) {
  const path = `/api/plans/${encodeURIComponent(plan.id)}/detectable`;
  return useQuery({
    queryKey: queryKeys.detectable(plan, environmentId),
    queryFn: ({ signal }) =>
      callApi(DetectableAnswer, path, { query: { environmentId, versionId: plan.versionId }, signal }),
    enabled: environmentId !== '',
  });
}
