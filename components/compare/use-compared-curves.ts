'use client';

import { useQueries } from '@tanstack/react-query';
import { curvesQuery } from '@/components/api/compare.ts';
import { binWidth } from '@/lib/run/bin-width.ts';
import type { RunView } from '@/lib/run/view.ts';
import type { CurvePoint } from '@/lib/run/window.ts';

/** The stretches of every run in as many points as a chart can tell apart; undefined where its seconds will do. */
export function useComparedCurves(
  views: readonly RunView[],
  most: number,
): readonly (readonly CurvePoint[] | undefined)[] {
  const longest = Math.max(1, ...views.map(({ elapsedSeconds }) => elapsedSeconds));
  const width = most > 0 ? binWidth(longest, most) : 1;
  return useQueries({
    queries: views.map(({ id, elapsedSeconds, pointsFrom }) => ({
      ...curvesQuery(id, { from: 0, to: Math.max(1, Math.ceil(elapsedSeconds)), width }),
      enabled: most > 0 && elapsedSeconds > 0 && (width > 1 || pointsFrom > 0),
    })),
    combine: pointsOf,
  });
}

const pointsOf = (results: readonly { data: { points: CurvePoint[] } | undefined }[]) =>
  results.map(({ data }) => data?.points);
