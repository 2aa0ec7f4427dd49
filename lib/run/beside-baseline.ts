import { formatPercent, formatSpan, threeDigits } from '../format/format.ts';
import type { Totals } from './summary.ts';

/** Fewer requests than this say nothing about a p95. */
const FEWEST_REQUESTS = 100;
/** Figures that are nearer than this are level. */
const LEVEL = 0.05;
/** The same of shares of failed requests. */
const LEVEL_FAILED = 0.005;

type Figures = Pick<Totals, 'requests' | 'failed' | 'requestsPerSecond' | 'responseTimeMs'>;

/**
 * How a run goes beside its baseline over the same stretch of both: `p95 12 % above that of 1.0 at the same point`. Null
 * where there is too little to say anything. `first` (seconds) when the baseline ended there and the run went on.
 */
export function besideBaseline(
  now: Figures,
  then: Figures,
  { name, first = null }: { name: string; first?: number | null },
): { isWorse: boolean; text: string } | null {
  if (now.requests < FEWEST_REQUESTS || then.requests < FEWEST_REQUESTS) return null;
  if (then.responseTimeMs.p95 === 0) return null;
  const slower = now.responseTimeMs.p95 / then.responseTimeMs.p95 - 1;
  const faster = then.requestsPerSecond === 0 ? 0 : now.requestsPerSecond / then.requestsPerSecond - 1;
  const [failed, failedThen] = [now.failed / now.requests, then.failed / then.requests];
  const failsMore = failed - failedThen;
  const where = first === null ? 'at the same point' : `over its first ${formatSpan(first)}`;
  const parts = [
    `p95 ${apart(slower, 'that of')} ${name} ${where}`,
    Math.abs(faster) < LEVEL
      ? ''
      : `with ${formatPercent(Math.abs(faster))} ${faster > 0 ? 'more' : 'fewer'} requests a second`,
    Math.abs(failsMore) < LEVEL_FAILED
      ? ''
      : `${formatPercent(failed)} failed instead of ${formatPercent(failedThen)}`,
  ];
  return {
    isWorse: slower >= LEVEL || failsMore >= LEVEL_FAILED,
    text: `${parts.filter(Boolean).join(', ')}.`,
  };
}

function apart(difference: number, than: string): string {
  if (Math.abs(difference) < LEVEL) return `level with ${than}`;
  if (difference >= 1) return `${threeDigits(1 + difference)} times ${than}`;
  return `${formatPercent(Math.abs(difference))} ${difference > 0 ? 'above' : 'below'} ${than}`;
}
