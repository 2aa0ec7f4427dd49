import { overInWords } from '../thresholds/judged-over.ts';
import type { ThresholdState } from '../thresholds/threshold-board.ts';
import { thresholdValueInWords } from '../thresholds/value-words.ts';
import type { EndReason } from './engine.ts';
import type { RunState } from './run-state.ts';
import type { Verdict } from './summary.ts';

/** How a run that has ended is judged, with the sentence that says why. */
export type Judgement = { verdict: Verdict; endReason: string };

const STOPPED_BY: Record<Extract<EndReason, { kind: 'stopped' }>['by'], string> = {
  user: 'Stopped by the user',
  signal: 'Stopped by a signal',
  'kill-switch': 'Stopped by the kill switch',
  'dead-mans-switch': "Stopped by the dead man's switch: nobody watched any more",
  'server-stop': 'Stopped because the server was stopped',
};

/** Why a run ended, in words, as far as the reason alone can say it. */
export function reasonInWords(reason: EndReason): string {
  switch (reason.kind) {
    case 'completed':
      return 'Completed';
    case 'stopped':
      return [reason.gracefully ? 'Stopped gracefully by the user' : STOPPED_BY[reason.by], reason.who]
        .filter(Boolean)
        .join(', ');
    case 'threshold':
      return `Threshold ${reason.rule} of ${reason.metric}${reason.over ? overInWords({ over: reason.over }) : ''} was broken and ended the run`;
    case 'unhealthy':
      return `The target was not well: ${reason.detail}`;
    case 'script-error':
      return `An error in a script: ${reason.detail}`;
    case 'script-abort':
      return `The script ended the run: ${reason.detail}`;
    case 'script-failed':
      return `The script marked the run as failed: ${reason.detail}`;
    case 'worker-crashed':
      return `A load worker ended unexpectedly: ${reason.detail}`;
    case 'could-not-start':
      return `Could not start: ${reason.detail}`;
    case 'storage':
      return `The results could not be written: ${reason.detail}`;
    case 'server-lost':
      return 'The server ended unexpectedly while the run was going on';
  }
}

/**
 * The verdict of a run that has ended: invalid before aborted before failed before passed. Only a run that completed,
 * measured something and kept every threshold has passed.
 */
export function judge(state: RunState, reason: EndReason): Judgement {
  const reasons = state.generator.reasons();
  if (reasons.length > 0) {
    const early = reason.kind === 'completed' ? '' : ` (${reasonInWords(reason)})`;
    return {
      verdict: 'invalid',
      endReason: `The load generator could not keep up: ${reasons.join('; ')}${early}`,
    };
  }
  if (reason.kind === 'threshold')
    return { verdict: 'failed', endReason: abortSentence(state.thresholds, reason) };
  if (reason.kind === 'unhealthy' || reason.kind === 'script-failed')
    return { verdict: 'failed', endReason: reasonInWords(reason) };
  if (reason.kind !== 'completed') return { verdict: 'aborted', endReason: reasonInWords(reason) };
  const broken =
    brokenSentence(state.thresholds) ??
    (state.plan.script ? undefined : (undecidedSentence(state.thresholds) ?? nothingSentence(state)));
  if (broken !== undefined) return { verdict: 'failed', endReason: broken };
  const { length } = state.thresholds;
  if (length === 0)
    return { verdict: 'passed', endReason: 'Completed; the plan has no thresholds to judge it by' };
  return {
    verdict: 'passed',
    endReason: length === 1 ? 'The threshold held' : `All ${length} thresholds held`,
  };
}

function abortSentence(
  thresholds: readonly ThresholdState[],
  reason: Extract<EndReason, { kind: 'threshold' }>,
): string {
  const { metric, rule, over } = reason;
  const own = thresholds.find(
    ({ threshold }) => threshold.metric === metric && threshold.rule === rule && threshold.over === over,
  );
  const value = own?.value == null ? '' : `: ${thresholdValueInWords(metric, rule, own.value)}`;
  return `${reasonInWords(reason)}${value}`;
}

const andMore = (count: number): string => (count <= 0 ? '' : ` (and ${count} more)`);

function brokenSentence(thresholds: readonly ThresholdState[]): string | undefined {
  const broken = thresholds.filter((one) => one.holds === false);
  const [first] = broken;
  if (!first || first.value === null) return undefined;
  const { metric, rule } = first.threshold;
  return `Threshold ${rule} of ${metric}${overInWords(first.threshold)} was broken: ${thresholdValueInWords(metric, rule, first.value)}${andMore(broken.length - 1)}`;
}

function undecidedSentence(thresholds: readonly ThresholdState[]): string | undefined {
  const undecided = thresholds.filter((one) => one.holds === null);
  const [first] = undecided;
  if (!first) return undefined;
  const { metric, rule } = first.threshold;
  return `Threshold ${rule} of ${metric} could not be judged: nothing of it was measured${andMore(undecided.length - 1)}`;
}

function nothingSentence({ responseTime, streamTallies, errors }: RunState): string | undefined {
  if (responseTime.count > 0 || streamTallies.some((tally) => tally?.wasReached)) return undefined;
  const last = errors[0] ? `; the last error: ${errors[0].message}` : '';
  return `No request was completed, so nothing was measured${last}`;
}
