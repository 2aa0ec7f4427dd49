'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { callApi, NoContent } from '@/lib/api/client.ts';
import {
  type Annotate,
  IterationAnswer,
  type ReplayIteration,
  SavedPlan,
  Steered,
} from '@/lib/api/contract.ts';
import { RunEvent } from '@/lib/run/run-event.ts';
import type { Order } from '@/lib/steer/schema.ts';
import { queryKeys } from './query-keys.ts';

const pathOf = (id: string) => `/api/runs/${encodeURIComponent(id)}`;

/** Notes a moment of a run. Everybody's page is told by the socket. */
export function useAnnotate(runId: string) {
  return useMutation({
    mutationFn: (body: Annotate) => callApi(RunEvent, `${pathOf(runId)}/events`, { method: 'POST', body }),
  });
}

export function useRemoveNote(runId: string) {
  return useMutation({
    mutationFn: (eventId: string) =>
      callApi(NoContent, `${pathOf(runId)}/events/${encodeURIComponent(eventId)}`, { method: 'DELETE' }),
  });
}

/** Changes the load of a run that goes on. */
export function useSteer(runId: string) {
  return useMutation({
    mutationFn: (order: Order) => callApi(Steered, `${pathOf(runId)}/steer`, { method: 'POST', body: order }),
  });
}

/** Performs one iteration of a run once more, alone. */
export function useReplay(runId: string) {
  return useMutation({
    mutationFn: (body: ReplayIteration) =>
      callApi(IterationAnswer, `${pathOf(runId)}/replay`, { method: 'POST', body }),
  });
}

/** Makes a plan of the load that an ended run really had. */
export function useSaveAppliedPlan() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (runId: string) => callApi(SavedPlan, `${pathOf(runId)}/plan`, { method: 'POST' }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.plans() }),
  });
}
