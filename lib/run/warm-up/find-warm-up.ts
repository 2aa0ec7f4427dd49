import { mserCut } from './mser.ts';

/** What is looked at of a second: the median of its response times, milliseconds; null when no request ended. */
export type WarmUpPoint = { p50: number | null };

/** Planned load of every scenario in a second, in whatever unit it plans. */
export type PlannedLoad = (second: number) => readonly number[];

/** Longest warm-up that is found, seconds, and its largest share of the run. */
export const MOST_SECONDS = 300;
const MOST_SHARE = 1 / 3;
/** A shorter run says too little. Seconds. */
const SHORTEST = 20;
/** From this length on, five seconds are taken together, as in MSER-5. Seconds. */
const BATCHED_FROM = 100;
const BATCH = 5;
/** The start must be slower than the rest by this factor, and by so many of the rest's standard deviations. */
const SLOWER = 1.25;
const DEVIATIONS = 3;
/** Seconds without any answer that may be among those looked at, as a share. */
const MOST_EMPTY = 0.2;

/** How many seconds to leave out, and how much slower they were than the rest. */
export type FoundWarmUp = { seconds: number; factor: number };
const NONE: FoundWarmUp = { seconds: 0, factor: 1 };

/**
 * Looks for a start of the run in which the target was slower although it had no more to do: caches were cold, code was not
 * compiled, connections had to be made. In doubt there was none.
 */
export function findWarmUp(points: readonly WarmUpPoint[], plannedLoad: PlannedLoad): FoundWarmUp {
  if (points.length < SHORTEST) return NONE;
  const values = logarithms(points);
  if (!values) return NONE;
  const width = points.length >= BATCHED_FROM ? BATCH : 1;
  const batches = batched(values, width);
  const most = Math.floor(Math.min(MOST_SECONDS, points.length * MOST_SHARE) / width);
  const cut = mserCut(batches);
  if (!cut) return NONE;
  const rest = batches.slice(cut);
  const mean = meanOf(rest);
  const deviation = Math.sqrt(meanOf(rest.map((value) => (value - mean) ** 2)));
  // The tail of a settling target can hardly be told from noise: what does not stand out stays in.
  let slow = cut;
  while (slow > 0 && (batches[slow - 1] ?? 0) <= mean + deviation) slow--;
  const above = meanOf(batches.slice(0, slow)) - mean;
  if (slow === 0 || slow > most || above < Math.log(SLOWER) || above < DEVIATIONS * deviation) return NONE;
  const seconds = slow * width;
  if (!isLoadNoHigher(seconds, points.length, plannedLoad)) return NONE;
  return { seconds, factor: Math.exp(above) };
}

/** Response times vary by factors, so it is their logarithms that are compared. Empty seconds are as the one before. */
function logarithms(points: readonly WarmUpPoint[]): number[] | null {
  const known = points.find(({ p50 }) => p50 !== null)?.p50;
  if (known === undefined || known === null) return null;
  let last = known;
  let empty = 0;
  const values = points.map(({ p50 }) => {
    if (p50 === null) empty++;
    else last = p50;
    return Math.log(Math.max(last, SMALLEST_MS));
  });
  return empty > points.length * MOST_EMPTY ? null : values;
}

/** The resolution of a histogram. */
const SMALLEST_MS = 0.001;

/** Means of `width` values each; what is left at the end is left out. */
function batched(values: readonly number[], width: number): number[] {
  const batches: number[] = [];
  for (let at = 0; at + width <= values.length; at += width)
    batches.push(meanOf(values.slice(at, at + width)));
  return batches;
}

/** More load, or another mix of scenarios, explains a slow start without any warm-up. */
function isLoadNoHigher(seconds: number, length: number, plannedLoad: PlannedLoad): boolean {
  const most = [...plannedLoad(0)];
  for (let second = 0; second < seconds; second++) {
    plannedLoad(second).forEach((load, index) => {
      most[index] = Math.max(most[index] ?? 0, load);
    });
  }
  const later = most.map((): number[] => []);
  for (let second = seconds; second < length; second++) {
    plannedLoad(second).forEach((load, index) => {
      later[index]?.push(load);
    });
  }
  return most.every((load, index) => load <= medianOf(later[index] ?? []));
}

function medianOf(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

const meanOf = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
