import { formatMs, formatPercent, formatRate } from '../format/format.ts';
import type { Answer, Judged, Margins } from './answers.ts';
import type { JudgedMetric, RunNoise } from './estimate.ts';
import { FEWEST_BEYOND, OTHER_ANSWERS } from './estimate-request.ts';

export const ANSWER_WORDS: Record<Answer, string> = {
  worse: 'worse',
  better: 'better',
  equivalent: 'equivalent',
  'not-enough-data': 'not enough data',
};

export const METRIC_WORDS: Record<JudgedMetric, string> = {
  p50: 'p50',
  p95: 'p95',
  p99: 'p99',
  failedRate: 'failed',
  requestsPerSecond: 'per second',
};

/** Why there is no other answer, as a half sentence. */
const LACK_WORDS: Record<NonNullable<Judged['lacks']>, string> = {
  'few-requests': `fewer than ${FEWEST_BEYOND} requests beyond it`,
  short: 'shorter than 20 s without warm-up',
  'other-answers': `failures differ by more than ${OTHER_ANSWERS * 100} points: other answers take other times`,
  planned: 'set by the plan',
  invalid: 'the generator could not keep up',
  wide: 'the interval is too wide',
};
export const lackWords = ({ lacks }: Judged): string => (lacks === null ? '' : LACK_WORDS[lacks]);

/** The figure itself. */
export function figureWords(metric: JudgedMetric, value: number | null): string {
  if (metric === 'failedRate') return formatPercent(value);
  return metric === 'requestsPerSecond' ? formatRate(value) : formatMs(value);
}

const sign = (value: number) => (value < 0 ? '−' : '+');

/** A change with its sign, two digits: `+12 %`, `−0.35 %`; `4.2x` from the double on; of failures in points. */
export function changeWords(metric: JudgedMetric, change: number): string {
  if (metric === 'failedRate')
    return change === 0 ? '0 points' : `${sign(change)}${two(Math.abs(change) * 100)} points`;
  if (change >= 1) return `${two(change + 1)}x`;
  // What is left of the baseline has two digits: −99.54 %.
  if (change < -0.9) return `−${Math.round((100 - two((1 + change) * 100)) * 1e6) / 1e6} %`;
  return change === 0 ? '0 %' : `${sign(change)}${two(Math.abs(change) * 100)} %`;
}

const two = (value: number) => Number(value.toPrecision(2));

/** `+8.1 % to +16 %` */
export function intervalWords({ metric, interval }: Judged): string {
  return interval ? `${changeWords(metric, interval.low)} to ${changeWords(metric, interval.high)}` : '';
}

/** `within 5 % or 1 ms, and failures within 0.1 points` */
export function marginWords({ relative, milliseconds, failedRate }: Margins): string {
  const ms = milliseconds > 0 ? ` or ${milliseconds} ms` : '';
  return `within ${formatPercent(relative)}${ms}, and failures within ${Number((failedRate * 100).toPrecision(6))} points`;
}

/** `4 equal runs in this environment differed by 2.1 % at p95 (standard deviation): …` */
export function noiseWords(noise: RunNoise): string {
  return `${noiseFigures(noise)} All intervals have this noise in them.`;
}

/** What equal runs differ by, as their standard deviation from run to run. */
export function noiseFigures({ runs, metrics }: RunNoise): string {
  const figures = (['p50', 'p95', 'p99', 'failedRate', 'requestsPerSecond'] as const).flatMap((metric) => {
    const noise = metrics[metric];
    if (!noise) return [];
    const spread = Math.sqrt(noise.variance);
    const size =
      metric === 'failedRate' ? `${two(spread * 100)} points` : `${two(Math.expm1(spread) * 100)} %`;
    return [{ text: `${METRIC_WORDS[metric]} by ${size}`, isNone: noise.variance === 0 }];
  });
  const [some, none] = [figures.filter(({ isNone }) => !isNone), figures.filter(({ isNone }) => isNone)];
  if (figures.length === 0)
    return `${runs} equal runs were too short to measure the noise of this environment.`;
  if (some.length === 0)
    return `${runs} equal runs in this environment differed no more than each varies within itself.`;
  const rest = none.length > 0 ? '; no other figure beyond what each varies within itself' : '';
  return `From run to run ${runs} equal runs in this environment differed in ${some.map(({ text }) => text).join(', ')} (standard deviation)${rest}.`;
}
