import { durationMs } from '../plan/duration.ts';
import type { Threshold } from '../plan/threshold.ts';

/** What a rule looks at: ` in any 30s`, ` in each stage`; nothing for the whole run. */
export function overInWords({ over }: Pick<Threshold, 'over'>): string {
  if (over === undefined || over === 'run') return '';
  return over === 'stage' ? ' in each stage' : ` in any ${over}`;
}

/** Seconds of a sliding window; null for the whole run and for stages. */
export function windowSeconds({ over }: Pick<Threshold, 'over'>): number | null {
  return over === undefined || over === 'run' || over === 'stage' ? null : durationMs(over) / 1000;
}
