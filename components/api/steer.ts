'use client';

import { useMutation } from '@tanstack/react-query';
import { callApi, NoContent } from '@/lib/api/client.ts';
import type { Annotate } from '@/lib/api/contract.ts';
import { RunEvent } from '@/lib/run/run-event.ts';

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
