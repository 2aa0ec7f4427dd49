import { formatMs, formatPercent, formatRate, formatSpan, threeDigits } from '../format/format.ts';
import type { LoadUnit } from './load-mix.ts';
import type { Beyond, CapacityAnswer, CapacityReport, SearchStep } from './report.ts';
import type { NoFit, UslFit } from './usl.ts';

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

/** A load as a number: users whole, rates with what digits they have. */
export const loadNumber = (load: number) => grouped.format(load);

const unitOf = (unit: LoadUnit, load: number) =>
  unit === 'users' ? (load === 1 ? 'user' : 'users') : load === 1 ? 'iteration per second' : unit;

export const loadWithUnit = (load: number, unit: LoadUnit) => `${loadNumber(load)} ${unitOf(unit, load)}`;

/** The capacity in one line: `1,180 to 1,260 users`. */
export function intervalInWords({ low, high }: Pick<CapacityAnswer, 'low' | 'high'>, unit: LoadUnit): string {
  if (low === null && high === null) return 'not known';
  if (low === null)
    return `less than ${loadWithUnit(unit === 'users' ? (high ?? 0) + 1 : (high ?? 0), unit)}`;
  if (high === null) return `at least ${loadWithUnit(low, unit)}`;
  return low === high ? loadWithUnit(low, unit) : `${loadNumber(low)} to ${loadWithUnit(high, unit)}`;
}

/** The answer as a sentence or two. */
export function answerInWords(answer: CapacityAnswer, unit: LoadUnit): string {
  const interval = intervalInWords(answer, unit);
  const open = interval.startsWith('not') || interval.startsWith('at') || interval.startsWith('less');
  const how = open ? '' : answer.isSure ? ', at 95 %' : ', likely: its ends could not be shown at 95 %';
  const { detail } = answer;
  const isBare = answer.end === 'generator' && answer.low === null;
  const isBetween = answer.end === 'generator' && answer.low !== null && answer.high !== null;
  const because = isBare
    ? 'What was measured is none of the target.'
    : isBetween
      ? 'What was measured between them is none of the target.'
      : ENDS[answer.end];
  return `Capacity: ${interval}${how}.${because ? ` ${because}` : ''}${detail ? ` ${sentence(detail)}` : ''}`;
}

const sentence = (text: string) =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;

const ENDS: Record<CapacityAnswer['end'], string> = {
  found: '',
  ceiling: 'The thresholds still hold at the highest load that may be tried.',
  generator: 'Beyond that, what was measured is none of the target.',
  'below-start': 'The thresholds do not hold even at the smallest load.',
  'steps-used-up': 'The search ended before the interval was as narrow as asked: the target varies too much.',
  'no-recovery': 'The search ended early.',
  'out-of-time': 'The time for the search was up before it was done.',
  stopped: 'The search was ended before it was done.',
};

/** What a search is doing now, in a sentence. */
export function progressInWords(report: CapacityReport): string {
  const { phase, unit, load, holdsAt, breaksAt, answer } = report;
  if (phase === 'over') return answer ? answerInWords(answer, unit) : 'Ended.';
  const known =
    holdsAt !== null && breaksAt !== null
      ? `Between ${loadNumber(holdsAt)} and ${loadWithUnit(breaksAt, unit)}`
      : holdsAt !== null
        ? `At least ${loadWithUnit(holdsAt, unit)}`
        : breaksAt !== null
          ? `Less than ${loadWithUnit(breaksAt, unit)}`
          : '';
  const now = {
    trying: `trying ${loadNumber(load)}${known ? '' : ` ${unitOf(unit, load)}`}`,
    resting: 'letting the target rest',
    beyond: `going beyond, to ${loadNumber(load)}`,
    recovering: 'watching the target come back',
  }[phase];
  return `${known ? `${known}; ${now}` : sentence(now).slice(0, -1)}.`;
}

export const OUTCOMES: Record<SearchStep['outcome'], string> = {
  holds: 'holds',
  broken: 'broken',
  open: 'not sure',
  limited: 'not measurable',
};

export const PURPOSES: Record<SearchStep['purpose'], string> = {
  rise: 'more',
  fall: 'less',
  narrow: 'between',
  secure: 'to be sure',
  confirm: 'once more',
};

/** How the target fails at twice its capacity. */
export function beyondInWords(
  { outcome, load, goodputShare, figures, recoverySeconds }: Beyond,
  unit: LoadUnit,
): string {
  const at = `At ${loadWithUnit(load, unit)}`;
  const kept = `${formatPercent(Math.min(1, goodputShare))} of the best throughput was left, p95 ${formatMs(figures.p95)}, ${formatPercent(figures.failedRate)} failed`;
  const back =
    recoverySeconds === null
      ? ''
      : ` It came back ${recoverySeconds === 0 ? 'at once' : `after ${formatSpan(recoverySeconds)}`}.`;
  switch (outcome) {
    case 'graceful':
      return `${at} it degrades gracefully: ${kept}.${back}`;
    case 'collapses':
      return `${at} it collapses: only ${kept}.${back}`;
    case 'does-not-come-back':
      return `${at} it breaks and does not come back after the load is taken away: ${kept}.`;
  }
}

/** What the law says about the limits of a target. */
export function uslInWords(usl: UslFit | NoFit, concurrency: string): string {
  if ('noFit' in usl) return `No fit of the Universal Scalability Law: ${usl.noFit}.`;
  const { lambda, sigma, kappa, errors, peak } = usl;
  const plusMinus = (value: number, error: number) =>
    `${value === 0 ? '0' : Number(value.toPrecision(3))}${error > 0 ? ` ± ${Number((1.96 * error).toPrecision(2))}` : ''}`;
  const top = peak
    ? ` Its throughput is largest at ${threeDigits(peak.concurrency)} ${concurrency}: ${formatRate(peak.throughput)}.`
    : '';
  return `Universal Scalability Law: λ ${plusMinus(lambda, errors.lambda)}, σ ${plusMinus(sigma, errors.sigma)} (waiting for one another), κ ${plusMinus(kappa, errors.kappa)} (agreeing with one another).${top}`;
}

/** A capacity against that of an earlier search. */
export type CapacityChange = 'better' | 'worse' | 'no-difference' | 'cannot-tell';

/** Only intervals that do not touch show a difference. */
export function changeOf(now: CapacityAnswer, before: CapacityAnswer): CapacityChange {
  const comparable = (one: CapacityAnswer) => one.isSure && (one.low !== null || one.high !== null);
  if (!comparable(now) || !comparable(before)) return 'cannot-tell';
  const [nowLow, nowHigh] = [now.low ?? 0, now.high ?? Number.POSITIVE_INFINITY];
  const [low, high] = [before.low ?? 0, before.high ?? Number.POSITIVE_INFINITY];
  if (nowHigh < low) return 'worse';
  if (nowLow > high) return 'better';
  return now.end === 'found' && before.end === 'found' ? 'no-difference' : 'cannot-tell';
}

export function changeInWords(now: CapacityAnswer, before: CapacityAnswer, name: string): string {
  const part = (from: number, to: number) => formatPercent(Math.abs(to / from - 1));
  switch (changeOf(now, before)) {
    case 'worse':
      return `Lower than ${name}, by ${now.best !== null && before.best !== null ? `about ${part(before.best, now.best)}, ` : ''}beyond what chance explains.`;
    case 'better':
      return `Higher than ${name}, by ${now.best !== null && before.best !== null ? `about ${part(before.best, now.best)}, ` : ''}beyond what chance explains.`;
    case 'no-difference':
      return `No difference to ${name} is shown: the intervals overlap.`;
    case 'cannot-tell':
      return `Whether it differs from ${name} cannot be told.`;
  }
}
