import { formatMs, formatPercent, formatRequests, formatSpan } from '@/lib/format/format.ts';
import type { ThresholdFigures, Verdict } from '@/lib/run/summary.ts';
import type { RunView } from '@/lib/run/view.ts';
import { parseRule } from '@/lib/thresholds/rule.ts';
import { readThreshold } from './threshold-reading.ts';

export type Tone = 'neutral' | Verdict;
/** The answer of a run's page in words: `word` says how it is going, `text` why. */
export type Headline = { tone: Tone; word: string; text: string };

type Waiting = { waitingFor?: string | null };

/** The first line of a run's page, from its figures alone: live, afterwards, and while it waits. */
export function headline(view: RunView, { waitingFor }: Waiting = {}): Headline {
  switch (view.status) {
    case 'queued':
      return { tone: 'neutral', word: 'Queued', text: sentence([plain(waitingFor ?? 'waits for its turn')]) };
    case 'starting':
      return {
        tone: 'neutral',
        word: 'Starting',
        text: 'load workers are being started; the first figures come in a few seconds.',
      };
    case 'running':
    case 'stopping':
      return view.status === 'stopping' ? stopping(view) : running(view);
    case 'finished':
      return finished(view);
  }
}

/** Seconds of the schedule still to come; null when the run ends by iterations. */
export function remainingSeconds({
  plannedSeconds,
  elapsedSeconds,
}: Pick<RunView, 'plannedSeconds' | 'elapsedSeconds'>): number | null {
  return plannedSeconds === null ? null : Math.max(0, plannedSeconds - elapsedSeconds);
}

function running(view: RunView): Headline {
  const rest = toGo(view);
  if (!view.generator.valid) {
    return { tone: 'invalid', word: 'Invalid so far', text: sentence([couldNotKeepUp(view), rest]) };
  }
  if (view.totals.requests === 0) {
    return { tone: 'neutral', word: 'Running', text: sentence(['no request has ended yet', rest]) };
  }
  const broken = view.thresholds.filter(({ passed }) => passed === false);
  if (broken.length > 0)
    return {
      tone: 'failed',
      word: 'Failing',
      text: sentence([...brokenInWords(broken), failures(view), rest]),
    };
  if (view.thresholds.length === 0) {
    return { tone: 'neutral', word: 'Running', text: sentence([latency(view), failures(view), rest]) };
  }
  return { tone: 'passed', word: 'On course', text: sentence([latency(view), failures(view), rest]) };
}

function stopping(view: RunView): Headline {
  return {
    tone: 'aborted',
    word: 'Stopping',
    text: sentence(['iterations in progress are being ended', latency(view), failures(view)]),
  };
}

function finished(view: RunView): Headline {
  const volume = `${formatRequests(view.totals.requests)} in ${formatSpan(view.elapsedSeconds)}`;
  switch (view.verdict) {
    case 'passed':
      return { tone: 'passed', word: 'Passed', text: sentence([latency(view), failures(view), volume]) };
    case 'failed': {
      const broken = view.thresholds.filter(({ passed }) => passed === false);
      return {
        tone: 'failed',
        word: 'Failed',
        text: sentence([...brokenInWords(broken), failures(view), volume]),
      };
    }
    case 'invalid':
      return { tone: 'invalid', word: 'Invalid', text: sentence([couldNotKeepUp(view)]) };
    case 'aborted':
      return {
        tone: 'aborted',
        word: 'Aborted',
        text: sentence([plain(view.endReason ?? 'ended before its schedule was over'), volume]),
      };
    case null:
      return {
        tone: 'neutral',
        word: 'Ended',
        text: sentence([plain(view.endReason ?? 'without a verdict'), volume]),
      };
  }
}

/** `p95 312 ms of 500 ms allowed`, by the rule for the whole run's response time, if the plan has one. */
function latency(view: RunView): string {
  const rule = wholeRunRule(view.thresholds);
  const p95 = `p95 ${formatMs(view.totals.responseTimeMs.p95)}`;
  if (view.totals.requests === 0) return 'no request has ended';
  if (!rule) return p95;
  const { what, value, limit } = readThreshold(rule);
  return `${what.replace(' response time', '')} ${value ?? p95} of ${limit} allowed`;
}

/** The rule that says how slow the whole run may be: an upper limit of a percentile, p(95) before others. */
export function wholeRunRule(thresholds: readonly ThresholdFigures[]): ThresholdFigures | undefined {
  const rules = thresholds.filter(
    ({ metric, rule, over }) =>
      over === undefined && metric.trim() === 'http_req_duration' && upperPercentile(rule) !== null,
  );
  return rules.find(({ rule }) => upperPercentile(rule)?.percent === 95) ?? rules[0];
}

/** Milliseconds that the whole run's p(95) may reach; null when no rule says so. */
export function p95LimitMs(thresholds: readonly ThresholdFigures[]): number | null {
  const rule = wholeRunRule(thresholds);
  const limit = rule ? upperPercentile(rule.rule) : null;
  return limit?.percent === 95 ? limit.ms : null;
}

function upperPercentile(rule: string): { percent: number; ms: number } | null {
  const read = parseRule(rule);
  if (!read.ok || read.value.aggregation.type !== 'percentile' || !read.value.comparison.startsWith('<'))
    return null;
  return { percent: read.value.aggregation.percent, ms: read.value.limit };
}

function failures({ totals }: RunView): string {
  return totals.requests === 0 ? '' : `${formatPercent(totals.failed / totals.requests)} failed`;
}

/** The worst first, by how far past the limit; at most two are named. */
function brokenInWords(broken: readonly ThresholdFigures[]): string[] {
  const read = broken.map(readThreshold).toSorted((a, b) => (b.used ?? 0) - (a.used ?? 0));
  const named = read
    .slice(0, 2)
    .map(({ what, value, allowed }) => `${what} ${value ?? 'without a value'}, allowed ${allowed}`);
  const rest = read.length - named.length;
  return [named.join('; '), rest > 0 ? `and ${rest} more broken` : ''];
}

function couldNotKeepUp({ generator }: RunView): string {
  return `the generator could not keep up: ${plain(generator.reasons.join('; ') || 'no reason was given')}`;
}

function toGo(view: RunView): string {
  const rest = remainingSeconds(view);
  if (rest === null) return view.acts.length > 0 ? 'held or paused' : 'ends when its iterations are done';
  return rest > 0 ? `${formatSpan(rest)} to go` : 'the last iterations are ending';
}

/** Without the full stop and the capital letter of a sentence of its own. */
function plain(text: string): string {
  const bare = text.replace(/\.$/, '');
  return /^[A-Z][a-z]/.test(bare) ? bare.charAt(0).toLowerCase() + bare.slice(1) : bare;
}

const sentence = (parts: string[]): string => `${parts.filter(Boolean).join(', ')}.`;
