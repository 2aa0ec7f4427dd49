import { type Bin, binsFrom, binWidth } from '@/components/charts/bins.ts';
import type { Row } from '@/components/charts/rows.ts';
import type { RunPoint } from '@/lib/run/view.ts';
import type { CurvePoint } from '@/lib/run/window.ts';

/** What is laid over each other, and how it is read from a stretch of a run. */
export const COMPARED = {
  p50: (bin: Bin) => bin.p50,
  p95: (bin: Bin) => bin.p95,
  p99: (bin: Bin) => bin.p99,
  requests: (bin: Bin) => bin.requestsPerSecond,
  failed: (bin: Bin) => bin.failedPerSecond,
  vus: (bin: Bin) => bin.vus,
} as const;
export type Compared = keyof typeof COMPARED;

export type Side = 'baseline' | 'candidate';
export const keyOf = (compared: Compared, side: Side): string => `${compared} ${side}`;

/** A run, with its curves at the width of the rows when its seconds are not all there. */
export type ComparedRun = { points: readonly RunPoint[]; seconds: number; curves?: readonly CurvePoint[] };

/** Both runs on elapsed time, in rows of the same width; where one of them has ended its values are missing. */
export function compareRows(
  baseline: ComparedRun,
  candidate: ComparedRun,
  most: number,
): { rows: Row[]; seconds: number; secondsPerRow: number } {
  const seconds = Math.max(baseline.seconds, candidate.seconds, 1);
  const secondsPerRow = binWidth(seconds, most);
  const rows = new Map<number, { from: number; at: number; values: Record<string, number | null> }>();
  const sides: [Side, ComparedRun][] = [
    ['baseline', baseline],
    ['candidate', candidate],
  ];
  for (const [side, { points, curves }] of sides) {
    for (const bin of binsFrom(0, points, curves, secondsPerRow)) {
      const row = rows.get(bin.to) ?? { from: bin.from, at: bin.to, values: {} };
      for (const [compared, read] of Object.entries(COMPARED))
        row.values[keyOf(compared as Compared, side)] = read(bin);
      rows.set(bin.to, row);
    }
  }
  return { rows: [...rows.values()].toSorted((a, b) => a.at - b.at), seconds, secondsPerRow };
}
