'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi, NoContent, schemasOf } from '@/lib/api/client.ts';
import type { Annotate, ReplayIteration } from '@/lib/api/contract.ts';
import { runPath } from '@/lib/api/run-path.ts';
import type { Order } from '@/lib/steer/schema.ts';
import { queryKeys } from './query-keys.ts';
import { contract } from './schemas.ts';

const events = schemasOf(() => import('@/lib/run/run-event.ts'));

/** Notes a moment of a run. Everybody's page is told by the socket. */
export function useAnnotate(runId: string) {
  return useMutation({
    mutationFn: (body: Annotate) =>
      callApi(events('RunEvent'), `${runPath(runId)}/events`, { method: 'POST', body }),
  });
}

export function useRemoveNote(runId: string) {
  return useMutation({
    mutationFn: (eventId: string) =>
      callApi(NoContent, `${runPath(runId)}/events/${encodeURIComponent(eventId)}`, { method: 'DELETE' }),
  });
}

/** Changes the load of a run that goes on. */
export function useSteer(runId: string) {
  return useMutation({
    mutationFn: (order: Order) =>
      callApi(contract('Steered'), `${runPath(runId)}/steer`, { method: 'POST', body: order }),
  });
}

/** Performs one iteration of a run once more, alone. */
export function useReplay(runId: string) {
  return useMutation({
    mutationFn: (body: ReplayIteration) =>
      callApi(contract('IterationAnswer'), `${runPath(runId)}/replay`, { method: 'POST', body }),
  });
}

/** Makes a plan of the load that an ended run really had. */
export function useSaveAppliedPlan() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (runId: string) =>
      callApi(contract('SavedPlan'), `${runPath(runId)}/plan`, { method: 'POST' }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.plans() }),
  });
}
