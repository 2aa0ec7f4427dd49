import type { Trends } from '@/lib/api/trends.ts';
import { changeWords, figureWords, METRIC_WORDS } from '@/lib/judge/answer-words.ts';

type Change = Trends['changes'][number];

/** `p95 changed with release 1.4: from 102 ms to 143 ms (+40 %)`; the most certain are not more than these. */
export function trendWords({ metric, release, before, after }: Change): string {
  const change = metric === 'failedRate' ? after - before : after / before - 1;
  const size = Number.isFinite(change) ? ` (${changeWords(metric, change)})` : '';
  const where = release ? `release ${release}` : 'a run whose release is not named';
  return `${METRIC_WORDS[metric]} changed with ${where}: from ${figureWords(metric, before)} to ${figureWords(metric, after)}${size}`;
}

/** What a person is to know first. */
export function trendSentence({ runs, changes }: Trends): string {
  if (runs.length === 0) return 'No run of this plan in this environment is over yet.';
  if (runs.length < 7)
    return `${runs.length} ${runs.length === 1 ? 'run' : 'runs'}: from about eight on a change can be told from chance.`;
  if (changes.length === 0) return `No change found in ${runs.length} runs.`;
  const newest = changes.toSorted((a, b) => place(runs, b) - place(runs, a));
  const [first] = newest;
  const more = changes.length > 1 ? ` ${changes.length - 1} more below.` : '';
  return first ? `The newest change: ${trendWords(first)}.${more}` : '';
}

const place = (runs: Trends['runs'], { runId }: Change) => runs.findIndex(({ run }) => run.id === runId);
