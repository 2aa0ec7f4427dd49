import type { RetentionDue, SaveRetention } from '@/lib/api/retention.ts';
import { formatBytes, formatCount } from '@/lib/format/format.ts';
import { formatTime } from '@/lib/format/format-time.ts';

const runs = (count: number) => `${formatCount(count)} ${count === 1 ? 'run' : 'runs'}`;
const days = (count: number) => `${formatCount(count)} ${count === 1 ? 'day' : 'days'}`;

/** Which runs of a plan are kept, in a sentence. */
export function ruleWords({ keepRuns, keepDays, rollUpDays }: SaveRetention): string {
  const rolledUp =
    rollUpDays === null ? '' : ` Long runs are kept in longer steps after ${days(rollUpDays)}.`;
  if (keepRuns === null && keepDays === null) return `All runs of this plan are kept.${rolledUp}`;
  const newest = keepRuns === null ? '' : `the newest ${runs(keepRuns)}`;
  const young = keepDays === null ? '' : `runs of the last ${days(keepDays)}`;
  const kept =
    newest && young ? `${newest}, of them those of the last ${days(keepDays ?? 0)}` : newest || young;
  return `Kept of this plan: ${kept}, beside pinned ones and the newest that passed.${rolledUp}`;
}

/** What a rule deletes now, in a sentence. */
export function dueWords({ runs: all, pinned, due, oldest, newest, bytes }: RetentionDue): string {
  const stay = pinned > 0 ? ` ${pinned === 1 ? 'One run is' : `${runs(pinned)} are`} pinned and kept.` : '';
  if (due === 0)
    return `Deletes nothing now: ${all === 1 ? 'the one run stays' : `all ${runs(all)} stay`}.${stay}`;
  const when =
    due === 1 || oldest === null || newest === null
      ? ` (of ${formatTime(oldest ?? '')})`
      : ` (${formatTime(oldest)} to ${formatTime(newest)})`;
  return `Deletes ${due} of ${runs(all)} now, for good${when}, ${formatBytes(bytes)} of records.${stay}`;
}

/** What it rolls up within the hour, in a sentence; empty when nothing. */
export function rollUpWords({ rollUps, rollUpBytes }: RetentionDue): string {
  if (rollUps === 0) return '';
  return `Rolls up at most ${runs(rollUps)} within the hour, ${formatBytes(rollUpBytes)} of records until then.`;
}

/** Reads a field: a whole number above 0, null when it is empty; undefined when it is something else. */
export function limitOf(text: string, most: number): number | null | undefined {
  if (text.trim() === '') return null;
  const value = Number(text);
  return Number.isInteger(value) && value >= 1 && value <= most ? value : undefined;
}
