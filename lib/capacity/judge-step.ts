import { mserCut } from '../run/warm-up/mser.ts';
import { boundsOf } from './bounds.ts';
import type { Criterion } from './criterion.ts';
import type { JudgedThreshold, SearchStep, StepPurpose } from './report.ts';
import type { StepWatch } from './step-watch.ts';
import { trendOf } from './trend.ts';

/** Steps of one search. The 5 % that the interval may be wrong are shared among them. */
export const MOST_STEPS = 24;
const STEP_ERROR = 0.05 / MOST_STEPS;

/** From one look at a step to the next it has grown by this factor. */
const LOOK_GROWTH = 1.25;

/** A trend less likely than this is none of chance: the load has not settled. */
const TREND = 0.05;
/** One that is judged by must be far less likely, and must have raised response times by so much. */
const SURE_TREND = 0.001;
const GROWN = Math.log(1.25);
/** A change of response times over the whole of a step that does not matter, as a factor. */
const STEADY = Math.log(1.1);
/** Iterations that may be dropped. */
const MOST_DROPPED = 0.01;
/** On the way up a load that is so far from every limit need not be proven. */
const EASY_SHARE = 0.5;

/** Of what holds, most likely, and could not be proven. */
export const TOO_LITTLE = 'too near to a limit, or too few requests, to be sure';

/** Whole seconds after which a step is looked at. */
export function lookTimes(shortest: number, longest: number): number[] {
  const times: number[] = [];
  for (let at = shortest; at < longest; at *= LOOK_GROWTH) times.push(Math.ceil(at));
  return [...new Set([...times, longest])];
}

export type StepRules = {
  criteria: readonly Criterion[];
  purpose: StepPurpose;
  /** Of arrival rates a backlog can grow without end. */
  isOpen: boolean;
  /** Whole seconds. */
  shortest: number;
  longest: number;
  /** Looks, for the error that each may have. */
  looks: number;
};

export type Judged = Pick<SearchStep, 'outcome' | 'leans' | 'why' | 'thresholds'> & {
  /** Seconds of the step that are left out: the load settled. */
  cut: number;
};

/**
 * Whether all thresholds hold at the load of a step, as soon as it can be told with the error that a step may have: a group
 * sequential test, in which every look has its share of that error. What came before the load settled is left out (MSER, White
 * 1997), and while response times still rise or fall nothing is found to hold. Null: go on.
 */
export function judgeStep(watch: StepWatch, rules: StepRules): Judged | null {
  const { length } = watch.seconds;
  const { shortest, longest } = rules;
  const isLast = length >= longest;
  const pace = watch.pace();
  const cut = mserCut(pace);
  const trend = cut === null ? null : trendOf(pace.slice(cut));
  const moves =
    trend !== null && trend.probability < TREND && Math.abs(trend.slope) * (length - (cut ?? 0)) > STEADY;
  const least = rules.purpose === 'rise' ? shortest : 2 * shortest;
  if (cut !== null && !moves && length - cut >= Math.min(least, longest / 2)) {
    const judged = judgeFrom(watch, rules, cut);
    if (judged.outcome !== 'open' || isLast) return judged;
    if (isEasy(judged, rules)) return { ...judged, why: 'far from every limit' };
    return null;
  }
  const from = isLast ? length >> 1 : Math.max(0, length - shortest);
  const recent = trendOf(pace.slice(from));
  const judged = judgeFrom(watch, rules, from);
  const falls = recent !== null && recent.slope < 0;
  if (judged.outcome === 'broken' && !falls) return judged;
  if (!isLast) return null;
  const grew = recent !== null && recent.probability < SURE_TREND && recent.slope * (length - from) > GROWN;
  if (rules.isOpen && grew)
    return {
      ...judged,
      outcome: 'broken',
      leans: 'broken',
      why: 'response times grew for as long as the load lasted: the target falls ever further behind',
    };
  const why = `it did not settle in ${length} s`;
  return judged.outcome === 'broken'
    ? { ...judged, outcome: 'open', why }
    : { ...judged, outcome: 'open', why };
}

function judgeFrom(watch: StepWatch, { criteria, looks }: StepRules, cut: number): Judged {
  const tail = STEP_ERROR / looks;
  const found = criteria.map((criterion, index) => {
    // Any one of several may be wrong to say that it is broken; all of them must say that it holds.
    const counts = watch.counts(index, cut);
    const forBroken = boundsOf(counts, criterion, tail / criteria.length);
    const forHolds = boundsOf(counts, criterion, tail);
    return { criterion, forBroken, forHolds };
  });
  const thresholds = found.map(({ criterion, forBroken, forHolds }): JudgedThreshold => {
    const { threshold, kind, most } = criterion;
    const { metric, rule } = threshold;
    return {
      ...{ metric, rule, kind, most },
      ratio: forHolds?.ratio ?? null,
      low: forBroken?.low ?? null,
      high: forHolds?.high ?? null,
    };
  });
  const answered = watch.figures(cut).requestsPerSecond > 0;
  if (!answered) return { outcome: 'broken', leans: 'broken', why: 'nothing was answered', thresholds, cut };
  const broken = thresholds.find(({ low, most }) => low !== null && low > most);
  const leaning = thresholds.find(({ ratio, most }) => ratio !== null && ratio > most);
  if (broken) return { outcome: 'broken', leans: 'broken', why: inWords(broken), thresholds, cut };
  if (leaning) return { outcome: 'open', leans: 'broken', why: inWords(leaning), thresholds, cut };
  const dropped = watch.droppedShare(cut);
  if (dropped > MOST_DROPPED)
    return {
      ...{ outcome: 'limited', leans: 'broken', thresholds, cut },
      why: `${percent(dropped)} of iterations could not start: the environment allows no more users`,
    };
  const holds = thresholds.every(({ high, ratio, most }) =>
    most === 0 ? ratio === 0 : high !== null && high <= most,
  );
  if (holds) return { outcome: 'holds', leans: 'holds', why: 'all thresholds hold', thresholds, cut };
  return {
    outcome: 'open',
    leans: 'holds',
    why: TOO_LITTLE,
    thresholds,
    cut,
  };
}

const isEasy = ({ leans, thresholds }: Judged, { purpose }: StepRules): boolean =>
  purpose === 'rise' &&
  leans === 'holds' &&
  thresholds.every(({ ratio, most }) => ratio !== null && ratio <= EASY_SHARE * most);

function inWords({ metric, rule, kind, ratio, most }: JudgedThreshold): string {
  if (ratio === null) return `${metric} ${rule} is broken`;
  return kind === 'share'
    ? `${metric} ${rule} is broken: ${percent(ratio)} missed it, ${percent(most)} may`
    : `${metric} ${rule} is broken: ${Number(ratio.toPrecision(3))}`;
}

const percent = (part: number) => `${Number((part * 100).toPrecision(3))} %`;
