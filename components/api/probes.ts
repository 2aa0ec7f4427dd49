'use client';

import { useMutation, useQueries } from '@tanstack/react-query';
import { callApi, schemasOf } from '@/lib/api/client.ts';
import type { TestProbe } from '@/lib/api/probes.ts';
import { runPath } from '@/lib/api/run-path.ts';
import { joinProbes } from '@/lib/probe/join-probes.ts';
import type { RunProbes } from '@/lib/probe/run-probes.ts';
import { queryKeys } from './query-keys.ts';

const answers = schemasOf(() => import('@/lib/api/probes.ts'));
const runProbes = schemasOf(() => import('@/lib/probe/run-probes.ts'));

type Piece = { from: number; to: number; width: number };

/** What was observed in pieces that follow on each other; undefined until something came. */
export function useRunProbes(id: string, pieces: readonly Piece[]): RunProbes | undefined {
  return useQueries({
    queries: pieces.map((piece) => ({
      queryKey: queryKeys.runProbes(id, piece),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        callApi(runProbes('RunProbes'), `${runPath(id)}/probes`, {
          query: piece,
          signal,
        }),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 60_000,
      placeholderData: (before: RunProbes | undefined) =>
        before?.width === piece.width && before.from === piece.from ? before : undefined,
    })),
    combine: (results) => {
      const found = results.flatMap(({ data }) => (data === undefined ? [] : [data]));
      return found.length === 0 ? undefined : joinProbes(found);
    },
  });
}

/** Looks at one probe, which takes a second or more. */
export function useTestProbe() {
  return useMutation({
    mutationFn: (asked: TestProbe) =>
      callApi(answers('ProbeLookAnswer'), '/api/probes/test', { method: 'POST', body: asked }),
  });
}
