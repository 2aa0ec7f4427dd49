import { formatSpan } from '@/lib/format/format.ts';
import { limitMs, scheduleMs } from '@/lib/load/schedule.ts';
import { durationMs } from '@/lib/plan/duration.ts';
import type { Executor } from '@/lib/plan/executor.ts';
import type { Drawable } from './drawable.ts';
import { loadCurve, runLengthMs } from './load-points.ts';

const written = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });
/** A number that somebody wrote, not one that was measured: `5`, not `5.00`. */
export const plain = (value: number): string => written.format(value);

const users = (count: number) => (count === 1 ? '1 user' : `${plain(count)} users`);
const iterations = (count: number) => (count === 1 ? '1 iteration' : `${plain(count)} iterations`);

/** The load of one scenario in a few words: `0 → 50 → 0 users in 7 min`. */
export function executorWords(executor: Executor): string {
  const span = formatSpan(limitMs(executor) / 1000);
  switch (executor.type) {
    case 'ramping-vus':
      return `${sequence([executor.startVUs, ...executor.stages.map(({ target }) => target)])} users in ${span}`;
    case 'constant-vus':
      return `${users(executor.vus)} for ${span}`;
    case 'constant-arrival-rate':
      return `${plain(perSecond(executor.rate, executor.timeUnit))} iterations/s for ${span}`;
    case 'ramping-arrival-rate': {
      const rates = [executor.startRate, ...executor.stages.map(({ target }) => target)];
      return `${sequence(rates.map((rate) => perSecond(rate, executor.timeUnit)))} iterations/s in ${span}`;
    }
    case 'per-vu-iterations':
      return `${users(executor.vus)}, ${iterations(executor.iterations)} each`;
    case 'shared-iterations':
      return `${iterations(executor.iterations)} shared by ${users(executor.vus)}`;
  }
}

const MAX_SHOWN = 5;

/** `0 → 50 → 0`: what stays the same is said once, the middle of a long list left out. */
function sequence(values: number[]): string {
  const changes = values.filter((value, index) => value !== values[index - 1]);
  const texts = changes.map(plain);
  if (texts.length <= MAX_SHOWN) return texts.join(' → ');
  return [...texts.slice(0, MAX_SHOWN - 2), '…', ...texts.slice(-1)].join(' → ');
}

const perSecond = (rate: number, timeUnit: string) => (rate * 1000) / durationMs(timeUnit);

/** What a plan demands, in a sentence: `Up to 50 users at once, for 8 min 30 s.` */
export function planWords(scenarios: readonly Drawable[]): string {
  if (scenarios.length === 0) return 'No load yet.';
  const parts: string[] = [];
  const ofUsers = loadCurve('users', scenarios);
  if (ofUsers) parts.push(`up to ${users(Math.ceil(ofUsers.peak - 1e-6))} at once`);
  const ofRate = loadCurve('rate', scenarios);
  if (ofRate) parts.push(`up to ${plain(ofRate.peak)} new iterations a second`);
  const span = formatSpan(runLengthMs(scenarios) / 1000);
  const ends = scenarios.some(({ executor }) => scheduleMs(executor) === null) ? `at most ${span}` : span;
  const text = parts.join(' and ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}, for ${ends}.`;
}
