import type { RunDetail } from '../api/contract.ts';
import { formatSpan } from '../format/format.ts';

/** Something other than the release that differs between two runs, or that makes one of them doubtful. */
export type SettingDifference = {
  what: string;
  text: string;
  /** The figures themselves cannot be trusted or do not cover the same load. */
  isGrave: boolean;
};

/** Lengths that differ by less than this share are the same: runs end when their last iteration does. */
const SAME_LENGTH = 0.05;

/** All that makes two runs unlike besides what is compared, the gravest first. */
export function settingDifferences(baseline: RunDetail, candidate: RunDetail): SettingDifference[] {
  const found = [
    ...doubts('baseline', baseline),
    ...doubts('candidate', candidate),
    planDifference(baseline, candidate),
    environmentDifference(baseline, candidate),
    lengthDifference(baseline, candidate),
  ].filter((each) => each !== null);
  return found.toSorted((a, b) => Number(b.isGrave) - Number(a.isGrave));
}

function doubts(side: 'baseline' | 'candidate', { view }: RunDetail): SettingDifference[] {
  if (!view.generator.valid || view.verdict === 'invalid') {
    const reasons = view.generator.reasons.join('; ') || 'the generator could not keep up';
    return [
      {
        what: 'Generator',
        text: `The ${side} is invalid: ${reasons}. Its figures cannot be trusted.`,
        isGrave: true,
      },
    ];
  }
  if (view.status !== 'finished') {
    return [
      {
        what: 'Unfinished',
        text: `The ${side} is still going on; its figures are those so far.`,
        isGrave: false,
      },
    ];
  }
  if (view.verdict === 'aborted') {
    const reason = view.endReason ? `: ${view.endReason.replace(/\.$/, '')}` : '';
    return [{ what: 'Aborted', text: `The ${side} ended early${reason}.`, isGrave: true }];
  }
  return [];
}

function planDifference({ run: one }: RunDetail, { run: other }: RunDetail): SettingDifference | null {
  if (one.plan.id !== other.plan.id) {
    return {
      what: 'Plan',
      text: `Different plans: “${one.plan.name}” and “${other.plan.name}”. They may not make the same load.`,
      isGrave: true,
    };
  }
  if (one.plan.versionId === other.plan.versionId) return null;
  return {
    what: 'Plan version',
    text: `Version ${one.plan.versionNumber} of the plan, then version ${other.plan.versionNumber}.`,
    isGrave: false,
  };
}

function environmentDifference({ run: one }: RunDetail, { run: other }: RunDetail): SettingDifference | null {
  const isSame =
    one.environment.name === other.environment.name && one.environment.baseUrl === other.environment.baseUrl;
  if (isSame) return null;
  const text = `${place(one.environment)}, then ${place(other.environment)}.`;
  return { what: 'Environment', text, isGrave: false };
}

const place = ({ name, baseUrl }: { name: string; baseUrl: string }) => `${name} (${baseUrl})`;

function lengthDifference(one: RunDetail, other: RunDetail): SettingDifference | null {
  const [a, b] = [lengthOf(one), lengthOf(other)];
  if (Math.abs(a - b) <= Math.max(1, SAME_LENGTH * Math.max(a, b))) return null;
  return { what: 'Length', text: `${formatSpan(a)}, then ${formatSpan(b)}.`, isGrave: false };
}

/** Seconds; of a run that goes on, so far. */
const lengthOf = ({ run, view }: RunDetail) => run.durationSeconds ?? view.elapsedSeconds;
