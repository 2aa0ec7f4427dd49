'use client';

import { createContext, useMemo } from 'react';
import { useRunCurves } from '@/components/api/runs.ts';
import { binWidth } from '@/lib/run/bin-width.ts';
import { binOfCurve } from './bins.ts';
import type { Row } from './rows.ts';
import { valuesOf } from './run-curves.ts';

/** An earlier run that is drawn faintly under the curves of another, from the same start. */
export type GhostRun = { id: string; seconds: number };

/** The values of the ghost under the keys of the curves that draw them; none without one. */
export const GhostRows = createContext<readonly Row[]>([]);

const NONE: readonly Row[] = [];
const MOST_POINTS = 3000;

/** The rows of a ghost, as wide as those of the run above it. */
export function useGhostRows(ghost: GhostRun | null, secondsPerRow: number): readonly Row[] {
  const seconds = ghost?.seconds ?? 0;
  const width = Math.max(secondsPerRow, binWidth(seconds, MOST_POINTS));
  const { data } = useRunCurves(ghost?.id ?? '', seconds >= 1 ? { from: 0, to: seconds, width } : null);
  return useMemo(
    () =>
      data?.points
        .map(binOfCurve)
        .map((bin): Row => ({ from: bin.from, at: bin.to, values: valuesOf(bin) })) ?? NONE,
    [data],
  );
}
