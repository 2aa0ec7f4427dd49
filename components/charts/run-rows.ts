import { plannedRateAt, plannedVusAt } from '@/lib/load/plan-load.ts';
import type { Plan } from '@/lib/plan/plan.ts';
import { binWidth } from '@/lib/run/bin-width.ts';
import type { RunPoint } from '@/lib/run/view.ts';
import type { CurvePoint } from '@/lib/run/window.ts';
import { binsFrom } from './bins.ts';
import type { Row } from './rows.ts';
import { valuesOf } from './run-curves.ts';

/** How much of a run its charts show. */
export const STRETCHES = ['plan', 'so-far', 'last-5-min'] as const;
export type Stretch = (typeof STRETCHES)[number];

const RECENT_SECONDS = 300;

/** The seconds from and to which all charts of a run reach. */
export function spanOf(
  stretch: Stretch,
  elapsedSeconds: number,
  plannedSeconds: number | null,
): [from: number, to: number] {
  const soFar = Math.max(elapsedSeconds, 1);
  switch (stretch) {
    case 'plan':
      return [0, Math.max(soFar, plannedSeconds ?? 0)];
    case 'so-far':
      return [0, soFar];
    case 'last-5-min':
      return [Math.max(0, soFar - RECENT_SECONDS), soFar];
  }
}

export type RunRows = {
  /** What was measured within the span. */
  measured: Row[];
  /** The same, with the planned load beside it and on to the end of the span. */
  withPlan: Row[];
  secondsPerRow: number;
  /** How many load workers there were at most. */
  workers: number;
};

/** What the charts of a run draw within a span, in at most `most` rows; `curves` are of the width that fits. */
export function runRows(
  points: readonly RunPoint[],
  plan: Plan,
  [from, to]: readonly [number, number],
  most: number,
  curves?: readonly CurvePoint[],
): RunRows {
  const width = binWidth(to - from, most);
  const first = Math.floor(from / width) * width;
  const measured = binsFrom(first, points, curves, width)
    .filter((bin) => bin.to <= to)
    .map((bin): Row => ({ from: bin.from, at: bin.to, values: valuesOf(bin) }));
  const start: Row = { from: first, at: first, values: planned(plan, first) };
  const along = measured.map((row): Row => ({ ...row, values: { ...row.values, ...planned(plan, row.at) } }));
  return {
    measured,
    withPlan: [start, ...along, ...ahead(plan, measured.at(-1)?.at ?? first, to, width)],
    secondsPerRow: width,
    workers: [...(curves ?? []), ...points].reduce((most, { workers }) => Math.max(most, workers.length), 0),
  };
}

function ahead(plan: Plan, done: number, to: number, width: number): Row[] {
  const rows: Row[] = [];
  for (let at = (Math.floor(done / width) + 1) * width; at <= to; at += width) {
    rows.push({ from: at - width, at, values: planned(plan, at) });
  }
  return rows;
}

/** At a jump and at the end of a schedule the planned load is the one before, as measured values belong to what was. */
function planned(plan: Plan, atSecond: number): { plannedVus: number; plannedIterations: number } {
  const ms = Math.max(0, atSecond * 1000 - JUST_BEFORE_MS);
  return {
    plannedVus: thousandths(plannedVusAt(plan, ms)),
    plannedIterations: thousandths(plannedRateAt(plan, ms)),
  };
}

const JUST_BEFORE_MS = 0.001;
const thousandths = (value: number) => Math.round(value * 1000) / 1000;
