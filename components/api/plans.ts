'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi, NoContent } from '@/lib/api/client.ts';
import { queryKeys } from './query-keys.ts';
import { contract } from './schemas.ts';

const pathOf = (id: string) => `/api/plans/${encodeURIComponent(id)}`;

/** A document as edited, or the text of a plan file. */
export type PlanToSave = { document: unknown } | { text: string };

/** All plans, the ones changed last first. */
export function usePlans() {
  return useQuery({
    queryKey: queryKeys.plans(),
    queryFn: ({ signal }) => callApi(contract('PlanList'), '/api/plans', { signal }),
  });
}

/** One plan with the document of its newest version, or of the version asked for. */
export function usePlan(id: string, versionId?: string) {
  return useQuery({
    queryKey: queryKeys.plan(id, versionId),
    queryFn: ({ signal }) => callApi(contract('PlanDetail'), pathOf(id), { query: { versionId }, signal }),
  });
}

/** Reads one version when somebody asks for it, instead of while something is shown. */
export function useFetchPlanVersion(id: string) {
  const client = useQueryClient();
  return (versionId: string) =>
    client.fetchQuery({
      queryKey: queryKeys.plan(id, versionId),
      queryFn: ({ signal }) => callApi(contract('PlanDetail'), pathOf(id), { query: { versionId }, signal }),
      staleTime: Number.POSITIVE_INFINITY,
    });
}

/** Saves a new plan with its version 1. */
export function useCreatePlan() {
  return usePlanMutation((plan: PlanToSave) =>
    callApi(contract('SavedPlan'), '/api/plans', { method: 'POST', body: plan }),
  );
}

/** Saves a new version of a plan. An unchanged document makes none; the answer names the version it is in. */
export function useSavePlanVersion(id: string) {
  return usePlanMutation((plan: PlanToSave) =>
    callApi(contract('SavedPlan'), `${pathOf(id)}/versions`, { method: 'POST', body: plan }),
  );
}

export function useDuplicatePlan() {
  return usePlanMutation((id: string) =>
    callApi(contract('SavedPlan'), `${pathOf(id)}/duplicate`, { method: 'POST' }),
  );
}

/** Takes a plan out of the lists; its runs stay. */
export function useDeletePlan() {
  return usePlanMutation((id: string) => callApi(NoContent, pathOf(id), { method: 'DELETE' }));
}

function usePlanMutation<Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => client.invalidateQueries({ queryKey: queryKeys.plans() }),
  });
}
