import { MOST_STEPS, TOO_LITTLE } from './judge-step.ts';
import type { LoadUnit } from './load-mix.ts';
import type { CapacityAnswer, SearchStep, StepPurpose } from './report.ts';

type Visit = Pick<SearchStep, 'load' | 'purpose' | 'outcome' | 'leans' | 'why'> &
  Partial<Pick<SearchStep, 'thresholds'>>;

export type SearchRange = {
  unit: LoadUnit;
  startLoad: number;
  mostLoad: number;
  /** 0.05: the interval is narrowed to 5 %. */
  precision: number;
};

export type Move =
  | { kind: 'try'; load: number; purpose: StepPurpose }
  | { kind: 'end'; answer: CapacityAnswer };

/** One load with all that was seen there. */
type Level = { load: number; visits: Visit[]; status: 'holds' | 'broken' | 'open'; fails: boolean };

/** Visits of a load that say nothing about the target, until the search gives up. */
const MOST_LIMITED = 3;
/** Rising and falling steps may be any number that a range of loads can need. */
const MOST_OF_ALL = 80;

/**
 * What to try next, or the answer, from what was seen so far: doubling until thresholds break, then halving the way between on a
 * log scale; then whatever it takes until both ends of the interval are proven, and each of them once more, from the other
 * side. A load that held once and broke once is open again, and a third visit decides.
 */
export function nextMove(steps: readonly Visit[], range: SearchRange): Move {
  const levels = levelsOf(steps);
  const wall = steps.find(({ outcome }) => outcome === 'limited');
  const known = levels.filter(({ visits }) => visits.some(({ outcome }) => outcome !== 'limited'));
  const upper = known.find(({ fails }) => fails);
  const lower = known.findLast(({ load, fails }) => !fails && (!upper || load < upper.load));
  const spent = steps.filter(({ purpose }) => purpose !== 'rise' && purpose !== 'fall').length;
  if (spent >= MOST_STEPS || steps.length >= MOST_OF_ALL)
    return { kind: 'end', answer: answerOf(known, range, 'steps-used-up') };
  if (!upper) return upwards(known, lower, wall, range);
  if (!lower) return downwards(upper, known, range);
  const between = roundLoad(Math.sqrt(lower.load * upper.load), range.unit);
  const middle = levels.find(({ load }) => load === between);
  const isTight =
    upper.load <= lower.load * (1 + range.precision) ||
    between <= lower.load ||
    between >= upper.load ||
    middle?.visits.some(({ outcome }) => outcome !== 'limited');
  // More load than this was measured, so what was in the way may be gone the next time.
  if (!isTight && middle && middle.visits.length >= MOST_LIMITED)
    return { kind: 'end', answer: answerOf(known, range, 'generator', middle.visits.at(-1)?.why) };
  if (!isTight) return { kind: 'try', load: between, purpose: 'narrow' };
  return secured(known, lower, upper, range);
}

export function roundLoad(load: number, unit: LoadUnit): number {
  return unit === 'users' ? Math.max(1, Math.round(load)) : Number(load.toPrecision(4));
}

export const leastLoad = (unit: LoadUnit): number => (unit === 'users' ? 1 : 0.1);

/** The ends as far as they are known: proven ones, or those that are likely when none is. */
export function endsOf(steps: readonly Visit[]): { holdsAt: number | null; breaksAt: number | null } {
  const levels = levelsOf(steps);
  const upper = levels.find(({ fails }) => fails);
  const lower = levels.findLast(({ load, fails }) => !fails && (!upper || load < upper.load));
  return { holdsAt: lower?.load ?? null, breaksAt: upper?.load ?? null };
}

function levelsOf(steps: readonly Visit[]): Level[] {
  const byLoad = new Map<number, Visit[]>();
  for (const step of steps) {
    const visits = byLoad.get(step.load) ?? [];
    byLoad.set(step.load, visits);
    visits.push(step);
  }
  return [...byLoad]
    .map(([load, visits]): Level => {
      const proven = visits.filter(({ outcome }) => outcome === 'holds' || outcome === 'broken');
      const held = proven.filter(({ outcome }) => outcome === 'holds').length;
      const broke = proven.length - held;
      const status = held > broke ? 'holds' : broke > held ? 'broken' : 'open';
      const fails = status === 'open' ? visits.at(-1)?.leans === 'broken' : status === 'broken';
      return { load, visits, status, fails };
    })
    .sort((a, b) => a.load - b.load);
}

function upwards(
  known: readonly Level[],
  top: Level | undefined,
  wall: Visit | undefined,
  range: SearchRange,
): Move {
  if (!top && wall) return { kind: 'end', answer: answerOf(known, range, 'generator', wall.why) };
  if (!top) return { kind: 'try', load: range.startLoad, purpose: 'rise' };
  const next = Math.min(roundLoad(2 * top.load, range.unit), range.mostLoad);
  const isAtWall = wall !== undefined && next >= wall.load;
  if (top.load < range.mostLoad && !isAtWall) return { kind: 'try', load: next, purpose: 'rise' };
  if (top.status !== 'holds' && triedForSure(top) === 0)
    return { kind: 'try', load: top.load, purpose: 'secure' };
  return {
    kind: 'end',
    answer: isAtWall ? answerOf(known, range, 'generator', wall.why) : answerOf(known, range, 'ceiling'),
  };
}

function downwards(upper: Level, known: readonly Level[], range: SearchRange): Move {
  const least = leastLoad(range.unit);
  if (upper.load > least)
    return {
      kind: 'try',
      load: Math.max(
        least,
        range.unit === 'users' ? Math.floor(upper.load / 2) : roundLoad(upper.load / 2, range.unit),
      ),
      purpose: 'fall',
    };
  if (upper.visits.length < 2) return { kind: 'try', load: upper.load, purpose: 'confirm' };
  return { kind: 'end', answer: answerOf(known, range, 'below-start') };
}

/** Makes sure of both ends, then looks at each once more. */
function secured(known: readonly Level[], lower: Level, upper: Level, range: SearchRange): Move {
  const held = known.findLast(({ load, status }) => status === 'holds' && load < upper.load);
  const broke = known.find(({ load, status }) => status === 'broken' && load > lower.load);
  if (held !== lower && triedForSure(lower) === 0)
    return { kind: 'try', load: lower.load, purpose: 'secure' };
  const down = isHopeless(known, lower.load)
    ? null
    : further(known, lower.load, held?.load, range, (load, factor) => load / factor);
  if (down !== null) return { kind: 'try', load: down, purpose: 'secure' };
  const up = further(known, upper.load, broke?.load, range, (load, factor) => load * factor);
  if (up !== null) return { kind: 'try', load: up, purpose: 'secure' };
  // The lower end last: it must hold again although the target was just driven beyond it.
  for (const end of [broke, held])
    if (end && end.visits.filter(({ outcome }) => outcome === end.status).length < 2 && end.visits.length < 3)
      return { kind: 'try', load: end.load, purpose: 'confirm' };
  return { kind: 'end', answer: answerOf(known, range, 'found') };
}

/** Whether nothing at all counted against a load and it could not be proven even so: with less load there are fewer requests still. */
const isHopeless = (known: readonly Level[], from: number): boolean =>
  known.some(
    ({ load, visits }) =>
      load <= from &&
      visits.some(
        ({ purpose, outcome, why, thresholds = [] }) =>
          purpose === 'secure' &&
          outcome === 'open' &&
          why === TOO_LITTLE &&
          thresholds.length > 0 &&
          thresholds.every(({ ratio }) => ratio === 0),
      ),
  );

/** The next load to prove an end at, further and further from what could not be told; null when there is none to try. */
function further(
  known: readonly Level[],
  from: number,
  proven: number | undefined,
  { unit, precision, mostLoad }: SearchRange,
  away: (load: number, factor: number) => number,
): number | null {
  if (proven === from) return null;
  for (let power = 1; power <= 16; power *= 2) {
    const exact = away(from, (1 + precision) ** power);
    const rounded =
      unit === 'users' ? (exact > from ? Math.ceil(exact) : Math.floor(exact)) : roundLoad(exact, unit);
    const load = Math.min(mostLoad, Math.max(leastLoad(unit), rounded));
    const isReached = proven !== undefined && (exact > from ? load >= proven : load <= proven);
    if (isReached || load === from) return null;
    if (!known.some((level) => level.load === load)) return load;
  }
  return null;
}

/** Visits that had time to prove something. */
const triedForSure = ({ visits }: Level) => visits.filter(({ purpose }) => purpose !== 'rise').length;

/** The answer from what is known, whatever ended the search. */
export function answerFrom(
  steps: readonly Visit[],
  range: Pick<SearchRange, 'unit'>,
  end: CapacityAnswer['end'],
  detail: string | null = null,
): CapacityAnswer {
  const known = levelsOf(steps.filter(({ outcome }) => outcome !== 'limited'));
  return answerOf(known, range, end, detail);
}

function answerOf(
  known: readonly Level[],
  { unit }: Pick<SearchRange, 'unit'>,
  end: CapacityAnswer['end'],
  detail: string | null = null,
): CapacityAnswer {
  const upper = known.find(({ fails }) => fails);
  const lower = known.findLast(({ load, fails }) => !fails && (!upper || load < upper.load));
  const held = known.findLast(({ load, status }) => status === 'holds' && (!upper || load < upper.load));
  const broke = known.find(({ load, status }) => status === 'broken' && (!lower || load > lower.load));
  const low = held ?? lower;
  const high = broke ?? upper;
  const best = lower && upper ? middle(lower.load, upper.load, unit) : null;
  return {
    low: low?.load ?? null,
    // Users are whole: the last number before the one that broke.
    high: high === undefined ? null : unit === 'users' ? high.load - 1 : high.load,
    best,
    isSure: (low === undefined || low.status === 'holds') && (high === undefined || high.status === 'broken'),
    end,
    detail,
  };
}

const middle = (low: number, high: number, unit: LoadUnit) =>
  unit === 'users' ? Math.floor(Math.sqrt(low * high)) : roundLoad(Math.sqrt(low * high), unit);
