'use client';

import {
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQueries,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import type { z } from 'zod';
import { callApi, NoContent } from '@/lib/api/client.ts';
import type { CreateRun, EditRun, RunFilter, RunListItem } from '@/lib/api/contract.ts';
import { runPath } from '@/lib/api/run-path.ts';
import type { ShownLatency } from '@/lib/run/shown-latency.ts';
import type { RunView } from '@/lib/run/view.ts';
import type { CurvePoint } from '@/lib/run/window.ts';
import { queryKeys } from './query-keys.ts';
import { contract, windows } from './schemas.ts';

type Filter = Omit<RunFilter, 'cursor'>;
const asQuery = (filter: RunFilter) => ({
  ...filter,
  limit: filter.limit === undefined ? undefined : Number(filter.limit),
});

/** The newest runs that the filter lets through; one page. */
export function useRuns(filter: Filter = {}, options: { refetchInterval?: number; enabled?: boolean } = {}) {
  return useQuery({
    queryKey: queryKeys.runs(filter),
    queryFn: ({ signal }) => callApi(contract('RunList'), '/api/runs', { query: asQuery(filter), signal }),
    ...options,
  });
}

/** The same, page after page: `fetchNextPage` brings older ones. */
export function useRunPages(filter: Filter = {}) {
  return useInfiniteQuery({
    queryKey: [...queryKeys.runs(filter), 'pages'],
    queryFn: ({ pageParam, signal }) =>
      callApi(contract('RunList'), '/api/runs', { query: asQuery({ ...filter, cursor: pageParam }), signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** One run with its plan and figures, as the server knows them now. */
export function useRun(id: string) {
  return useQuery({
    queryKey: queryKeys.run(id),
    queryFn: ({ signal }) => callApi(contract('RunDetail'), runPath(id), { signal }),
  });
}

/** The figures of an ended run as `--out` writes them; a conflict while it goes on. */
export function useRunSummary(id: string, enabled = true) {
  return useQuery({
    queryKey: queryKeys.runSummary(id),
    queryFn: ({ signal }) => callApi(contract('RunSummaryAnswer'), `${runPath(id)}/summary`, { signal }),
    enabled,
  });
}

/** Answers that nobody shows any more: of a run that goes on there are ever new ones. Milliseconds. */
const FORGOTTEN_AFTER_MS = 10_000;

/** While a run goes on, what was kept of it is asked for again so often. Milliseconds. */
const SAMPLES_POLL_MS = 3000;

/** `waits`: it is asked for once something that matters more was answered, since the server reads a record for one at a time. */
type Turn = { waits?: boolean };

/** Exchanges that were kept of a run, or of a stretch as if that were the run. */
export function useRunSamples(
  id: string,
  { status, elapsedSeconds }: Pick<RunView, 'status' | 'elapsedSeconds'>,
  stretch: Asked | null = null,
  { waits = false }: Turn = {},
) {
  const isOver = status === 'finished' || stretch !== null;
  return useQuery({
    // What is asked for at the end is not what was asked for before it.
    queryKey: [...queryKeys.runSamples(id), isOver, stretch],
    queryFn: ({ signal }) =>
      callApi(contract('RunSamples'), `${runPath(id)}/samples`, { query: { ...stretch }, signal }),
    enabled: elapsedSeconds > 0 && !waits,
    refetchInterval: isOver ? false : SAMPLES_POLL_MS,
    placeholderData: (before) => before,
  });
}

/** The curves of a stretch; what was there before is shown until they come. Asks for nothing when `stretch` is null. */
export function useRunCurves(id: string, stretch: { from: number; to: number; width: number } | null) {
  return useQuery({
    queryKey: queryKeys.runCurves(id, stretch),
    queryFn: ({ signal }) =>
      callApi(windows('RunCurves'), `${runPath(id)}/curves`, { query: { ...stretch }, signal }),
    enabled: stretch !== null,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: FORGOTTEN_AFTER_MS,
    placeholderData: (before) => (before && before.width === stretch?.width ? before : undefined),
  });
}

type Stretch = { from: number; to: number };
/** Requests by their index in the record, with commas between them; all of them when left out. */
type Asked = Stretch & { series?: string };
type Shown = { series: readonly number[] | null; latency: ShownLatency };

const asked = ({ series, latency }: Shown) => ({ series: series?.join(','), latency });

/** Pieces that follow on each other. What is shown of the newest one stays until it has come again. */
function usePieces<T extends { from: number; width: number; latency: ShownLatency }>(
  answer: () => Promise<z.ZodType<T>>,
  id: string,
  path: string,
  pieces: readonly (Stretch & { width: number })[],
  shown: Shown,
): T[] {
  return useQueries({
    queries: pieces.map((piece) => ({
      queryKey: queryKeys.runPiece(id, path, { ...piece, ...asked(shown) }),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        callApi(answer, `${runPath(id)}/${path}`, { query: { ...piece, ...asked(shown) }, signal }),
      staleTime: Number.POSITIVE_INFINITY,
      // Of pieces that grew, the newest alone is of use.
      gcTime: FORGOTTEN_AFTER_MS,
      placeholderData: (before: T | undefined) =>
        before?.width === piece.width && before.latency === shown.latency && before.from === piece.from
          ? before
          : undefined,
    })),
    combine: dataOf<T>,
  });
}

const dataOf = <T>(results: readonly { data: T | undefined }[]): T[] =>
  results.flatMap(({ data }) => (data === undefined ? [] : [data]));

/** How a latency is spread, in columns. Empty until they come. */
export function useRunHeatmap(id: string, pieces: readonly (Stretch & { width: number })[], shown: Shown) {
  return usePieces(windows('RunHeatmap'), id, 'heatmap', pieces, shown);
}

/** The curves of selected requests, or of another latency. */
export function useRunCurvePieces(
  id: string,
  pieces: readonly (Stretch & { width: number })[],
  shown: Shown,
): readonly CurvePoint[] {
  const answers = usePieces(windows('RunCurves'), id, 'curves', pieces, shown);
  return useMemo(() => answers.flatMap(({ points }) => points), [answers]);
}

/** A latency of a stretch by percentile. Asks for nothing when it is null. */
export function useRunSpectrum(
  id: string,
  stretch: Stretch | null,
  shown: Shown,
  { waits = false }: Turn = {},
) {
  const query = { ...stretch, ...asked(shown) };
  return useQuery({
    queryKey: queryKeys.runPiece(id, 'spectrum', query),
    queryFn: ({ signal }) => callApi(windows('RunSpectrum'), `${runPath(id)}/spectrum`, { query, signal }),
    enabled: stretch !== null && !waits,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: FORGOTTEN_AFTER_MS,
    placeholderData: (before) => (before?.latency === shown.latency ? before : undefined),
  });
}

const windowQuery = (id: string, stretch: Asked | null) =>
  queryOptions({
    queryKey: queryKeys.runWindow(id, stretch),
    queryFn: ({ signal }) =>
      callApi(windows('RunWindow'), `${runPath(id)}/window`, { query: { ...stretch }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: FORGOTTEN_AFTER_MS,
  });

/** All figures of a stretch. Asks for nothing when it is null. */
export function useRunWindow(id: string, stretch: Asked | null) {
  return useQuery({
    ...windowQuery(id, stretch),
    enabled: stretch !== null,
    placeholderData: (before) => (stretch ? before : undefined),
  });
}

/** Asks for the figures of a stretch before the page that shows them is drawn. */
export function useAskForWindow(id: string): (stretch: Asked) => void {
  const client = useQueryClient();
  return useCallback((stretch) => void client.prefetchQuery(windowQuery(id, stretch)), [client, id]);
}

/** How often the shell asks whether something runs, besides being told by the socket. Milliseconds. */
const ACTIVE_POLL_MS = 5000;

/** Runs that have not ended, newest first. */
export function useActiveRuns(): RunListItem[] {
  const runs = useRuns({ limit: 50 }, { refetchInterval: ACTIVE_POLL_MS });
  return runs.data?.runs.filter((run) => run.status !== 'finished') ?? [];
}

export function useCreateRun() {
  return useRunMutation((run: CreateRun) =>
    callApi(contract('RunListItem'), '/api/runs', { method: 'POST', body: run }),
  );
}

export function useStopRun() {
  return useRunMutation(({ id, by }: { id: string; by?: string }) =>
    callApi(contract('RunListItem'), `${runPath(id)}/stop`, { method: 'POST', query: { by } }),
  );
}

/** The kill switch: ends every run that has not ended. */
export function useStopAll() {
  return useRunMutation(() => callApi(contract('StoppedAll'), '/api/runs/stop-all', { method: 'POST' }));
}

export function useEditRun(id: string) {
  return useRunMutation((change: EditRun) =>
    callApi(contract('RunListItem'), runPath(id), { method: 'PATCH', body: change }),
  );
}

/** Takes in the file of a run that was measured elsewhere. */
export function useImportRun() {
  return useRunMutation((file: Blob) =>
    callApi(contract('RunListItem'), '/api/runs/import', { method: 'POST', file }),
  );
}

export function useDeleteRun() {
  return useRunMutation((id: string) => callApi(NoContent, runPath(id), { method: 'DELETE' }));
}

function useRunMutation<Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    // The list of plans shows the last run of each.
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.runs() }),
        client.invalidateQueries({ queryKey: queryKeys.plans(), exact: true }),
      ]),
  });
}
