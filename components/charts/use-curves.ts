'use client';

import { useRunCurves } from '@/components/api/runs.ts';
import { binWidth } from '@/lib/run/bin-width.ts';
import type { RunPoint } from '@/lib/run/view.ts';
import type { CurvePoint } from '@/lib/run/window.ts';

export type MeasuredRun = {
  id: string;
  /** Seconds from `pointsFrom` on. */
  points: readonly RunPoint[];
  pointsFrom: number;
  elapsedSeconds: number;
  isActive: boolean;
};

/** A run that goes on has new stretches so often: every viewer asks for them. Seconds. */
const FRESH_SECONDS = 60;

/**
 * The stretches of a run's charts, read from its record: exact where single seconds would have to be put together, and
 * all there is of a run too long to be sent second by second. Undefined where the seconds at hand will do.
 */
export function useCurves(
  { id, pointsFrom, elapsedSeconds, isActive }: MeasuredRun,
  [from, to]: readonly [number, number],
  most: number,
): readonly CurvePoint[] | undefined {
  const width = binWidth(to - from, most);
  const step = Math.max(FRESH_SECONDS, width);
  const end = Math.min(isActive ? Math.floor(elapsedSeconds / step) * step : elapsedSeconds, Math.ceil(to));
  const start = Math.floor(from / width) * width;
  // The seconds of a short run that goes on are all here.
  const isNeeded = isActive ? pointsFrom > from : width > 1 || pointsFrom > from;
  const wanted = isNeeded && most > 0 && end > start ? { from: start, to: end, width } : null;
  const { data } = useRunCurves(id, wanted);
  return wanted ? data?.points : undefined;
}
