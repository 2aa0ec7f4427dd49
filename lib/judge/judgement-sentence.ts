import { changeWords, figureWords } from './answer-words.ts';
import type { Judged, JudgedRequest, JudgedRuns } from './answers.ts';
import { byImpact, countAnswers, impactOf, judgedOf } from './impact.ts';

/** The answer for the person who decides, in a sentence or two. */
export function judgementSentence({ requests }: JudgedRuns): string {
  if (requests.length === 0) return 'The two runs have no request in common: nothing can be compared.';
  const worse = told(requests, 'worse');
  const better = told(requests, 'better');
  const counts = countAnswers(requests);
  const cells = counts.worse + counts.better + counts.equivalent + counts['not-enough-data'];
  const undecided = counts['not-enough-data'];
  const parts = [...worse, ...better];
  if (undecided === cells) return whyNothing(requests, cells);
  if (parts.length === 0 && undecided === 0) return `All ${cells} figures are equivalent.`;
  if (worse.length === 0) parts.push(undecided === 0 ? 'nothing is worse' : 'nothing is known to be worse');
  else if (better.length === 0) parts.push('nothing is better');
  const text = parts.join('; ');
  const rest = undecided > 0 ? ` ${undecided} of ${cells} figures need more data.` : '';
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.${rest}`;
}

/** Nothing can be told: what keeps most of the figures from it, and what to do. */
function whyNothing(requests: readonly JudgedRequest[], cells: number): string {
  const reasons = requests.flatMap((one) => judgedOf(one).map(({ lacks }) => lacks));
  const count = (lacks: Judged['lacks']) => reasons.filter((reason) => reason === lacks).length;
  if (count('invalid') > 0)
    return 'It cannot be judged: its generator could not keep up. Run it again with less load, or on a machine with more room.';
  if (count('short') > cells / 2)
    return 'Too short to be judged: less than 20 s are left without the warm-up. Run it longer.';
  if (count('other-answers') > 0 && count('wide') === 0)
    return 'Latencies cannot be compared: far more requests of one of them failed, and answers that failed take other times.';
  return `Not enough data to judge any of the ${cells} figures: run it longer, or with more load.`;
}

/** The request for which that weighs most, and how many more there are. */
function told(requests: readonly JudgedRequest[], answer: 'worse' | 'better'): string[] {
  const own = byImpact(requests.filter((one) => judgedOf(one).some((cell) => cell.answer === answer)));
  const [first] = own;
  if (!first) return [];
  const cells = judgedOf(first).filter((cell) => cell.answer === answer);
  const preferred = cells.find(({ metric }) => metric === 'failedRate' && answer === 'worse');
  const p95 = cells.find(({ metric }) => metric === 'p95');
  const gravest = cells.toSorted((a, b) => impactOf(b, first) - impactOf(a, first))[0];
  const cell = preferred ?? p95 ?? gravest;
  if (!cell) return [];
  const more = own.length > 1 ? ` (and ${own.length - 1} more ${answer})` : '';
  return [`${inWords(first.name, cell)}${more}`];
}

/** `Place order is 20 % slower at p95 (12 to 28 %)` */
export function inWords(name: string, cell: Judged): string {
  const { metric, change, interval } = cell;
  if (change === null || interval === null) return name;
  if (metric === 'failedRate') {
    const [before, after] = [cell.baseline, cell.candidate].map((value) => figureWords(metric, value));
    return `${name} fails ${after} of its requests instead of ${before}`;
  }
  if (metric === 'requestsPerSecond')
    return `${name} is made ${changeWords(metric, change)} as often a second`.replace(
      /[+−]([\d.]+ %) as/,
      (_, share: string) => `${share} ${change > 0 ? 'more' : 'less'}`,
    );
  const word = change > 0 ? 'slower' : 'faster';
  return `${name} is ${speed(change)} ${word} at ${metric} (${reach(interval)})`;
}

/** From 1.5 times on as a factor. */
const isFactor = (change: number) => Math.max(1 + change, 1 / (1 + change)) >= 1.5;
const factor = (change: number) => {
  const times = Math.max(1 + change, 1 / (1 + change));
  return `${times < 10 ? times.toFixed(1) : Math.round(times)}x`;
};
const percent = (change: number) => `${Number(Math.abs(change * 100).toPrecision(2))} %`;
const speed = (change: number) => (isFactor(change) ? factor(change) : percent(change));

function reach({ low, high }: NonNullable<Judged['interval']>): string {
  const [near, far] = Math.abs(low) < Math.abs(high) ? [low, high] : [high, low];
  return `${speed(near)} to ${speed(far)}`;
}
