'use client';

import { useMemo } from 'react';
import { useRunCurvePieces, useRunHeatmap } from '@/components/api/runs.ts';
import { binWidth } from '@/lib/run/bin-width.ts';
import type { ShownLatency } from '@/lib/run/shown-latency.ts';
import { piecesOf } from './pieces.ts';
import type { MeasuredRun } from './use-curves.ts';

/** Of what charts of latencies are drawn. */
export type ShownRequests = {
  /** By index in the record; null for all. */
  series: readonly number[] | null;
  latency: ShownLatency;
};

function usePieces(run: MeasuredRun, [from, to]: readonly [number, number], most: number, isWanted: boolean) {
  const { elapsedSeconds, isActive } = run;
  const width = binWidth(to - from, most);
  return useMemo(() => {
    const pieces = isWanted ? piecesOf([from, to], width, { elapsedSeconds, isActive }) : [];
    return pieces.map((piece) => ({ ...piece, width }));
  }, [isWanted, from, to, width, elapsedSeconds, isActive]);
}

/** Columns of a heatmap that fit into so many pixels; undefined until the first have come. */
export function useHeatmap(
  run: MeasuredRun,
  span: readonly [number, number],
  most: number,
  shown: ShownRequests,
) {
  const pieces = usePieces(run, span, most, most > 0);
  return useRunHeatmap(run.id, pieces, shown);
}

/** The curves of selected requests or of another latency, all read from the record; undefined where that is not asked for. */
export function useOwnCurves(
  run: MeasuredRun,
  span: readonly [number, number],
  most: number,
  shown: ShownRequests,
) {
  const isWanted = most > 0 && (shown.series !== null || shown.latency !== 'responseTime');
  const pieces = usePieces(run, span, most, isWanted);
  const points = useRunCurvePieces(run.id, pieces, shown);
  return isWanted ? points : undefined;
}
