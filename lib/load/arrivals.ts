import type { Executor } from '../plan/executor.ts';
import type { Piece } from './pieces.ts';
import { ratePieces } from './schedule.ts';

/**
 * When the iterations of an arrival-rate executor start, by arithmetic: iteration k starts at the moment at which the
 * integral of the rate exceeds k. Nothing is accumulated, so nothing drifts, and any subset of the iterations can be
 * paced by itself.
 */
export type Arrivals = {
  /** Iterations that the schedule demands in all. */
  total: number;
  /** Milliseconds since the scenario's start at which iteration `k` (0 to total - 1) is due; rises with k. */
  timeOf(k: number): number;
};

/** Integrals within this of a whole number are that number: floating point must not add an iteration. */
const TOLERANCE = 1e-6;

type Part = {
  startMs: number;
  lengthMs: number;
  perMs: number;
  slope: number;
  before: number;
  after: number;
};

/** The arrivals of a constant or ramping arrival rate; none for other executors. */
export function arrivalsOf(executor: Executor): Arrivals {
  const parts: Part[] = [];
  let before = 0;
  for (const piece of ratePieces(executor)) {
    const part = partOf(piece, before);
    if (part.after > part.before) parts.push(part);
    before = part.after;
  }
  const total = Math.max(0, Math.ceil(before - TOLERANCE));
  return { total, timeOf: (k) => timeIn(partFor(parts, k), k) };
}

function partOf({ startMs, lengthMs, from, to }: Piece, before: number): Part {
  const perMs = from / 1000;
  const slope = lengthMs === 0 ? 0 : (to - from) / 1000 / lengthMs;
  return { startMs, lengthMs, perMs, slope, before, after: before + ((from + to) / 2000) * lengthMs };
}

/** The part in which the integral passes k: the first one that ends above it. */
function partFor(parts: Part[], k: number): Part {
  let low = 0;
  let high = parts.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((parts[middle]?.after ?? 0) > k + TOLERANCE) high = middle;
    else low = middle + 1;
  }
  const part = parts[low];
  if (!part) throw new RangeError(`No iteration ${k} in this schedule`);
  return part;
}

/** Solves before + perMs t + slope t²/2 = k for t, in the form that stays exact when the slope is small. */
function timeIn({ startMs, lengthMs, perMs, slope, before }: Part, k: number): number {
  const missing = k - before;
  if (missing <= 0) return startMs;
  const root = Math.sqrt(Math.max(0, perMs * perMs + 2 * slope * missing));
  return startMs + Math.min(lengthMs, (2 * missing) / (perMs + root));
}
