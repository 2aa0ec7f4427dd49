import { limitMs, rateAt, ratePieces, vuPieces, vusAt } from '@/lib/load/schedule.ts';
import type { Drawable } from './drawable.ts';

/** What a curve counts: users at once, or iterations started per second. */
export type LoadKind = 'users' | 'rate';

/** Planned load at a moment: seconds since the start of the run, one value per scenario of the curve. */
export type LoadPoint = { at: number; values: number[]; total: number };

export type LoadCurve = {
  kind: LoadKind;
  /** The scenarios that have load of this kind, in the order of `values`. Names may repeat while a plan is edited. */
  scenarios: { id: string; name: string }[];
  points: LoadPoint[];
  /** The highest total. */
  peak: number;
  /** Seconds. */
  length: number;
};

const AT: Record<LoadKind, typeof vusAt> = { users: vusAt, rate: rateAt };
const PIECES = { users: vuPieces, rate: ratePieces };

/** Between two corners a curve is straight; so many points more let a pointer read it anywhere. */
const READABLE_POINTS = 160;
/** Milliseconds: close enough to a jump to be drawn upright, far enough to be another moment. */
const BEFORE = 0.001;

/** The planned load of all scenarios of one kind together; `undefined` when none has load of this kind. */
export function loadCurve(kind: LoadKind, scenarios: readonly Drawable[]): LoadCurve | undefined {
  const own = scenarios.filter(({ executor }) => PIECES[kind](executor).length > 0);
  if (own.length === 0) return undefined;
  const lengthMs = runLengthMs(scenarios);
  const points = momentsMs(kind, own, lengthMs).map((ms): LoadPoint => {
    const values = own.map(({ executor, startMs }) => AT[kind](executor, ms - startMs));
    return { at: ms / 1000, values, total: values.reduce((sum, value) => sum + value, 0) };
  });
  return {
    kind,
    scenarios: own.map(({ name }, index) => ({ id: `scenario-${index}`, name })),
    points,
    peak: Math.max(...points.map(({ total }) => total)),
    length: lengthMs / 1000,
  };
}

/** Milliseconds until no iteration starts any more. */
export function runLengthMs(scenarios: readonly Drawable[]): number {
  return Math.max(0, ...scenarios.map(({ executor, startMs }) => startMs + limitMs(executor)));
}

/** Every corner from both sides, so that jumps stay upright, and enough between them. */
function momentsMs(kind: LoadKind, scenarios: readonly Drawable[], lengthMs: number): number[] {
  const moments = new Set([0, lengthMs]);
  for (const { executor, startMs } of scenarios) {
    for (const piece of PIECES[kind](executor)) {
      for (const corner of [startMs + piece.startMs, startMs + piece.startMs + piece.lengthMs]) {
        if (corner > 0) moments.add(corner - BEFORE);
        moments.add(corner);
      }
    }
  }
  for (let i = 1; i < READABLE_POINTS; i++) moments.add((lengthMs * i) / READABLE_POINTS);
  return [...moments].filter((ms) => ms <= lengthMs).toSorted((a, b) => a - b);
}
