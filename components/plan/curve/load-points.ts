import { limitMs, rateAt, ratePieces, vuPieces, vusAt } from '@/lib/load/schedule.ts';
import type { Drawable } from './drawable.ts';

/** What a curve counts: users at once, or iterations started per second. */
export type LoadKind = 'users' | 'rate';
export const LOAD_UNITS: Record<LoadKind, string> = { users: 'users', rate: 'iterations/s' };

/** Planned load at a moment: seconds since the start of the run, one value per scenario of the curve. */
export type LoadPoint = { at: number; values: number[]; total: number };

export type LoadCurve = {
  kind: LoadKind;
  /** The scenarios that have load of this kind, in the order of `values`. Names may repeat while a plan is edited. */
  scenarios: { id: string; name: string }[];
  points: LoadPoint[];
  /** Seconds at which the curve changes its slope or jumps. */
  corners: number[];
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
  const corners = cornersMs(kind, own);
  const points = momentsMs(corners, lengthMs).map((ms): LoadPoint => {
    const values = own.map(({ executor, startMs }) => AT[kind](executor, ms - startMs));
    return { at: ms / 1000, values, total: values.reduce((sum, value) => sum + value, 0) };
  });
  return {
    kind,
    scenarios: own.map(({ name }, index) => ({ id: `scenario-${index}`, name })),
    points,
    corners: corners.map((ms) => ms / 1000),
    peak: Math.max(...points.map(({ total }) => total)),
    length: lengthMs / 1000,
  };
}

/** Milliseconds until no iteration starts any more. */
export function runLengthMs(scenarios: readonly Drawable[]): number {
  return Math.max(0, ...scenarios.map(({ executor, startMs }) => startMs + limitMs(executor)));
}

/** The points of a curve at its corners, at jumps after the jump; at the end before everything is over. */
export function cornersOf({ points, corners, length }: LoadCurve): LoadPoint[] {
  return corners.flatMap((corner) => {
    const at = points.filter((point) => Math.abs(point.at - corner) <= BEFORE / 500);
    const shown = corner === length ? at[0] : at.at(-1);
    return shown ? [{ ...shown, at: corner }] : [];
  });
}

/** Moments at which a straight part begins or ends. Milliseconds. */
function cornersMs(kind: LoadKind, scenarios: readonly Drawable[]): number[] {
  const corners = scenarios.flatMap(({ executor, startMs }) =>
    PIECES[kind](executor).flatMap((piece) => [
      startMs + piece.startMs,
      startMs + piece.startMs + piece.lengthMs,
    ]),
  );
  return [...new Set(corners)].toSorted((a, b) => a - b);
}

/** Every corner from both sides, so that jumps stay upright, and enough between them. */
function momentsMs(corners: number[], lengthMs: number): number[] {
  const moments = new Set([0, lengthMs]);
  for (const corner of corners) {
    if (corner > 0) moments.add(corner - BEFORE);
    moments.add(corner);
  }
  for (let i = 1; i < READABLE_POINTS; i++) moments.add((lengthMs * i) / READABLE_POINTS);
  return [...moments].filter((ms) => ms <= lengthMs).toSorted((a, b) => a - b);
}
