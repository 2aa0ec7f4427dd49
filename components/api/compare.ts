'use client';

import { useQueries, useQuery } from '@tanstack/react-query';
import { callApi } from '@/lib/api/client.ts';
import type { RunPair } from '@/lib/api/contract.ts';
import { runPath } from '@/lib/api/run-path.ts';
import type { RunEstimates } from '@/lib/judge/estimate.ts';
import type { RunHeatmap, RunLoadLevels, RunSpectrum } from '@/lib/run/window.ts';
import { queryKeys } from './query-keys.ts';
import { contract, windows } from './schemas.ts';

type Stretch = { from: number; to: number };

const ofRun = (id: string, what: string) => `${runPath(id)}/${what}`;

/** A candidate beside its baseline, each with its plan and figures. Asks once both are named. */
export function useRunPairs(baseline: string | undefined, candidates: readonly string[]) {
  return useQueries({
    queries: candidates.map((candidate) => ({
      queryKey: queryKeys.runPair(baseline, candidate),
      queryFn: ({ signal }: Asking) =>
        callApi(contract('RunPair'), '/api/compare', { query: { baseline, candidate }, signal }),
      enabled: Boolean(baseline),
    })),
    combine: allOf<RunPair>,
  });
}

/** How each candidate differs from the baseline; nothing while one of the runs goes on. */
export function useRunEstimates(baseline: string, candidates: readonly string[], areOver: boolean) {
  return useQueries({
    queries: candidates.map((candidate) => ({
      queryKey: queryKeys.runEstimates({ baseline, candidate }),
      queryFn: ({ signal }: Asking) =>
        callApi(contract('RunEstimatesAnswer'), '/api/compare/estimates', {
          query: { baseline, candidate },
          signal,
        }),
      enabled: areOver,
      staleTime: Number.POSITIVE_INFINITY,
    })),
    combine: allOf<RunEstimates>,
  });
}

type Asking = { signal: AbortSignal };
type Asked<T> = { data: T | undefined; error: Error | null; refetch: () => unknown };

/** All answers once they are there, or the first error. */
function allOf<T>(results: readonly Asked<T>[]): {
  data: T[] | undefined;
  error: Error | null;
  refetch: () => void;
} {
  const data = results.flatMap((result) => (result.data === undefined ? [] : [result.data]));
  return {
    data: data.length === results.length ? data : undefined,
    error: results.find(({ error }) => error)?.error ?? null,
    refetch: () => {
      for (const { error, refetch } of results) if (error) void refetch();
    },
  };
}

const answersOf = <T>(results: readonly { data: T | undefined }[]): (T | undefined)[] =>
  results.map(({ data }) => data);

/** The course of a run that is over, in points of so many seconds. */
export function curvesQuery(id: string, stretch: Stretch & { width: number }) {
  return {
    queryKey: queryKeys.runCurves(id, stretch),
    queryFn: ({ signal }: Asking) =>
      callApi(windows('RunCurves'), ofRun(id, 'curves'), { query: stretch, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  };
}

export type RunStretch = Stretch & { id: string };

/** The response times of stretches by percentile. */
export function useSpectra(stretches: readonly RunStretch[]) {
  return useQueries({
    queries: stretches.map(({ id, from, to }) => ({
      queryKey: queryKeys.spectrum(id, { from, to }),
      queryFn: ({ signal }: Asking) =>
        callApi(windows('RunSpectrum'), ofRun(id, 'spectrum'), { query: { from, to }, signal }),
      enabled: to > from,
      staleTime: Number.POSITIVE_INFINITY,
    })),
    combine: answersOf<RunSpectrum>,
  });
}

/** The response times of stretches by how much load there was. */
export function useLoadLevels(stretches: readonly RunStretch[]) {
  return useQueries({
    queries: stretches.map(({ id, from, to }) => ({
      queryKey: queryKeys.loadLevels(id, { from, to }),
      queryFn: ({ signal }: Asking) =>
        callApi(windows('RunLoadLevels'), ofRun(id, 'load-levels'), { query: { from, to }, signal }),
      enabled: to > from,
      staleTime: Number.POSITIVE_INFINITY,
    })),
    combine: answersOf<RunLoadLevels>,
  });
}

/** How the response times of stretches are spread, in columns of so many seconds. */
export function useHeatmaps(stretches: readonly RunStretch[], width: number) {
  return useQueries({
    queries: stretches.map(({ id, from, to }) => ({
      queryKey: queryKeys.runPiece(id, 'heatmap', { from, to, width }),
      queryFn: ({ signal }: Asking) =>
        callApi(windows('RunHeatmap'), ofRun(id, 'heatmap'), { query: { from, to, width }, signal }),
      enabled: to > from && width > 0,
      staleTime: Number.POSITIVE_INFINITY,
    })),
    combine: answersOf<RunHeatmap>,
  });
}

/** What the next run of a plan in an environment will be able to tell; null when nothing is known of it. */
export function useDetectable(plan: { id: string; versionId?: string }, environmentId: string) {
  const path = `/api/plans/${encodeURIComponent(plan.id)}/detectable`;
  return useQuery({
    queryKey: queryKeys.detectable(plan, environmentId),
    queryFn: ({ signal }) =>
      callApi(contract('DetectableAnswer'), path, {
        query: { environmentId, versionId: plan.versionId },
        signal,
      }),
    enabled: environmentId !== '',
  });
}
