import { type Bin, binsFrom } from '@/components/charts/bins.ts';
import type { Row } from '@/components/charts/rows.ts';
import { binWidth } from '@/lib/run/bin-width.ts';
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

/** `at` is the run's place among all that are compared; the baseline is the first. */
export const keyOf = (compared: Compared, at: number): string => `${compared} ${at}`;

/** A run, with its curves at the width of the rows when its seconds are not all there. */
export type ComparedRun = {
  points: readonly RunPoint[];
  seconds: number;
  curves?: readonly CurvePoint[] | undefined;
  /** Where its time is on the common axis; the same when left out. */
  aligned?: ((second: number) => number) | undefined;
};

/**
 * All runs on one axis of time, in rows of the same width; where one of them has no value it is missing. Of a run that is
 * aligned, a row has the stretch that is in its middle.
 */
export function compareRows(
  runs: readonly ComparedRun[],
  most: number,
): { rows: Row[]; seconds: number; secondsPerRow: number } {
  const seconds = Math.max(1, ...runs.map((run) => run.aligned?.(run.seconds) ?? run.seconds));
  const secondsPerRow = binWidth(Math.max(1, ...runs.map((run) => run.seconds)), most);
  const rows = new Map<number, { from: number; at: number; values: Record<string, number | null> }>();
  const bins = runs.map(({ points, curves }) => binsFrom(0, points, curves, secondsPerRow));
  for (const [index, run] of runs.entries()) {
    if (run.aligned) continue;
    for (const bin of bins[index] ?? []) {
      const row = rows.get(bin.to) ?? { from: bin.from, at: bin.to, values: {} };
      Object.assign(row.values, valuesOf(bin, index));
      rows.set(bin.to, row);
    }
  }
  const sorted = [...rows.values()].toSorted((a, b) => a.at - b.at);
  for (const [index, { aligned }] of runs.entries()) {
    if (!aligned) continue;
    const stretches = (bins[index] ?? []).map((bin) => ({
      bin,
      from: aligned(bin.from),
      to: aligned(bin.to),
    }));
    let at = 0;
    for (const row of sorted) {
      const middle = (row.from + row.at) / 2;
      while (at < stretches.length && (stretches[at]?.to ?? 0) <= middle) at++;
      const stretch = stretches[at];
      if (stretch && stretch.from <= middle) Object.assign(row.values, valuesOf(stretch.bin, index));
    }
  }
  return { rows: sorted, seconds, secondsPerRow };
}

const valuesOf = (bin: Bin, at: number): Record<string, number | null> =>
  Object.fromEntries(
    Object.entries(COMPARED).map(([compared, read]) => [keyOf(compared as Compared, at), read(bin)]),
  );
