import type { Trends } from '@/lib/api/trends.ts';
import { changeWords, figureWords, METRIC_WORDS } from '@/lib/judge/answer-words.ts';
import { JUDGED_METRICS, type JudgedMetric } from '@/lib/judge/estimate.ts';

type Change = Trends['changes'][number];

/** All that changed with one run, p95 first. */
export type ChangedRun = {
  runId: string;
  release: string;
  changes: readonly Change[];
  /** The run before it. */
  before: string | undefined;
  /** Of the plan, where it is another one than that of the run before. */
  versions: { before: number; after: number } | null;
  /** How many runs there were since, this one among them. */
  since: number;
};

/** The runs with which something changed, the newest first. */
export function changedRuns({ runs, changes }: Trends): ChangedRun[] {
  const order: readonly JudgedMetric[] = ['p95', ...JUDGED_METRICS.filter((metric) => metric !== 'p95')];
  return runs
    .flatMap(({ run }, at): ChangedRun[] => {
      const own = order.flatMap((metric) =>
        changes.filter((change) => change.runId === run.id && change.metric === metric),
      );
      if (own.length === 0) return [];
      const before = runs[at - 1]?.run;
      const [was, is] = [before?.plan.versionNumber, run.plan.versionNumber];
      return [
        {
          ...{ runId: run.id, release: run.release, changes: own, before: before?.id },
          versions: was === undefined || was === is ? null : { before: was, after: is },
          since: runs.length - at,
        },
      ];
    })
    .toReversed();
}

/** `p95 from 102 ms to 143 ms (+40 %)` */
export function trendWords({ metric, before, after }: Pick<Change, 'metric' | 'before' | 'after'>): string {
  const change = metric === 'failedRate' ? after - before : after / before - 1;
  const size = Number.isFinite(change) ? ` (${changeWords(metric, change)})` : '';
  return `${METRIC_WORDS[metric]} from ${figureWords(metric, before)} to ${figureWords(metric, after)}${size}`;
}

/** `The plan changed too, from version 1 to 2.`; empty when it did not. */
export function versionWords({ versions }: ChangedRun): string {
  return versions ? `The plan changed too, from version ${versions.before} to ${versions.after}.` : '';
}

export const releaseWords = (release: string): string =>
  release ? `release ${release}` : 'a run whose release is not named';

/** What a person is to know first. */
export function trendSentence(trends: Trends): string {
  const { runs } = trends;
  if (runs.length === 0) return 'No run of this plan in this environment is over yet.';
  const [newest, ...earlier] = changedRuns(trends);
  if (!newest) {
    if (runs.length < 7)
      return `${runs.length} ${runs.length === 1 ? 'run' : 'runs'}: from about eight on a change can be told from chance.`;
    return `Nothing changed in ${runs.length} runs.`;
  }
  const [first, ...others] = newest.changes;
  if (!first) return '';
  const too = others.map(({ metric }) => METRIC_WORDS[metric]);
  const list = too.length > 1 ? `${too.slice(0, -1).join(', ')} and ${too.at(-1)}` : too[0];
  const since = newest.since === 1 ? '' : ` It has been so for ${newest.since} runs.`;
  const more =
    earlier.length === 0
      ? ''
      : ` ${earlier.length} earlier ${earlier.length === 1 ? 'change' : 'changes'} below.`;
  return `${direction(first)} with ${releaseWords(newest.release)}: ${trendWords(first)}${list ? `; ${list} changed too` : ''}.${since}${more}`;
}

function direction({ metric, before, after }: Change): string {
  const isMore = after > before;
  if (metric === 'failedRate') return isMore ? 'More requests failed' : 'Fewer requests failed';
  if (metric === 'requestsPerSecond') return isMore ? 'More was done' : 'Less was done';
  return isMore ? 'It got slower' : 'It got faster';
}
