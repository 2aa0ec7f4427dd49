import type { RunDetail } from '../api/contract.ts';
import { formatMs, formatPercent, formatSpan } from '../format/format.ts';
import { writePlan } from '../plan-file/plan-file.ts';
import { type DiffLine, lineDiff } from './line-diff.ts';

/** Something other than the release that differs between two runs, or that makes one of them doubtful. */
export type SettingDifference = {
  what: string;
  text: string;
  /** The figures themselves cannot be trusted or do not cover the same load. */
  isGrave: boolean;
  /** Lines of the plan's file, or of the environment, that only one of the runs has. */
  lines?: DiffLine[];
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
    seedDifference(baseline, candidate),
    lengthDifference(baseline, candidate),
    steeringDifference(baseline, candidate),
    failureDifference(baseline, candidate),
    generatorDifference(baseline, candidate),
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

function planDifference(
  { run: one, plan: before }: RunDetail,
  { run: other, plan: after }: RunDetail,
): SettingDifference | null {
  const lines = lineDiff(writePlan(before).split('\n'), writePlan(after).split('\n'));
  if (one.plan.id !== other.plan.id) {
    const which =
      one.plan.name === other.plan.name
        ? `Two plans with the name “${one.plan.name}”`
        : `Different plans: “${one.plan.name}” and “${other.plan.name}”`;
    return {
      what: 'Plan',
      text: `${which}. They may not make the same load.`,
      isGrave: true,
      lines,
    };
  }
  if (one.plan.versionId === other.plan.versionId) return null;
  return {
    what: 'Plan version',
    text: `Version ${one.plan.versionNumber} of the plan, then version ${other.plan.versionNumber}.`,
    isGrave: false,
    lines,
  };
}

function environmentDifference(baseline: RunDetail, candidate: RunDetail): SettingDifference | null {
  const [one, other] = [baseline.run.environment, candidate.run.environment];
  const isSame = one.name === other.name && one.baseUrl === other.baseUrl;
  const [before, after] = [baseline.surroundings, candidate.surroundings];
  const changed =
    before && after ? SURROUNDINGS.filter(([key]) => !isDeepEqual(before[key], after[key])) : [];
  if (isSame && changed.length === 0) return null;
  const what = changed.map(([, words]) => words).join(', ');
  const where = isSame
    ? `${place(one)} was changed in between: ${what}.`
    : `${place(one)}, then ${place(other)}.${what ? ` They differ in ${what} too.` : ''}`;
  const text = (all: RunDetail['surroundings']) =>
    changed.map(([key, words]) => `${words}: ${JSON.stringify(all?.[key] ?? null)}`);
  return {
    ...{ what: 'Environment', text: where, isGrave: false },
    ...(changed.length > 0 && { lines: lineDiff(text(before), text(after)) }),
  };
}

/** In the words of the environment's form. */
const SURROUNDINGS: readonly [keyof NonNullable<RunDetail['surroundings']>, string][] = [
  ['variables', 'variables'],
  ['hosts', 'addresses of names'],
  ['resolve', 'looking up of names'],
  ['httpVersion', 'HTTP version'],
  ['tls', 'TLS'],
  ['proxy', 'proxy'],
  ['maxVUs', 'most VUs'],
  ['maxRequestsPerSecond', 'most requests per second'],
];

const isDeepEqual = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const place = ({ name, baseUrl }: { name: string; baseUrl: string }) => `${name} (${baseUrl})`;

function seedDifference({ run: one }: RunDetail, { run: other }: RunDetail): SettingDifference | null {
  const [a, b] = [one.seed ?? null, other.seed ?? null];
  if (a === b) return null;
  const words = (seed: number | null) => (seed === null ? 'by chance' : `from seed ${seed}`);
  const text = `Rows of data, waits and generated values were drawn ${words(a)}, then ${words(b)}.`;
  return { what: 'Random choices', text, isGrave: false };
}

function lengthDifference(one: RunDetail, other: RunDetail): SettingDifference | null {
  const [a, b] = [lengthOf(one), lengthOf(other)];
  if (Math.abs(a - b) <= Math.max(1, SAME_LENGTH * Math.max(a, b))) return null;
  return { what: 'Length', text: `${formatSpan(a)}, then ${formatSpan(b)}.`, isGrave: false };
}

/** Seconds; of a run that goes on, so far. */
const lengthOf = ({ run, view }: RunDetail) => run.durationSeconds ?? view.elapsedSeconds;

/** Acts by hand make a load that the plan does not show. */
function steeringDifference({ view: one }: RunDetail, { view: other }: RunDetail): SettingDifference | null {
  if (JSON.stringify(one.acts) === JSON.stringify(other.acts)) return null;
  const who = [one, other].map(({ acts }) => acts.length > 0);
  const text = `${who[0] && who[1] ? 'Both were steered, each in its own way' : `The ${who[0] ? 'baseline' : 'candidate'} was steered while it ran, the ${who[0] ? 'candidate' : 'baseline'} was not`}: they did not get the same load.`;
  return { what: 'Steering', text, isGrave: true };
}

/** Shares of failed requests that are further apart make latencies of other answers. */
const MOST_FAILURES_APART = 0.02;

function failureDifference(one: RunDetail, other: RunDetail): SettingDifference | null {
  const [a, b] = [failedRate(one), failedRate(other)];
  if (Math.abs(a - b) <= MOST_FAILURES_APART) return null;
  const text = `${formatPercent(a)} of the requests failed, then ${formatPercent(b)}: latencies of other answers cannot be compared.`;
  return { what: 'Failures', text, isGrave: true };
}

const failedRate = ({ view: { totals } }: RunDetail) => {
  const { requests, failed } = totals.measured ?? totals;
  return requests === 0 ? 0 : failed / requests;
};

/** The generator's own delays are in every latency. Milliseconds, and how many times as much matters. */
const NOTABLE_DELAY = 50;
const NOTABLE_FACTOR = 2;

function generatorDifference({ view: one }: RunDetail, { view: other }: RunDetail): SettingDifference | null {
  const [a, b] = [one.generator.maxEventLoopDelayMs, other.generator.maxEventLoopDelayMs];
  if (Math.max(a, b) < NOTABLE_DELAY || Math.max(a, b) < NOTABLE_FACTOR * Math.min(a, b)) return null;
  const text = `The generator was held up for ${formatMs(a)} at most, then for ${formatMs(b)}: that much may be its own doing.`;
  return { what: 'Generator', text, isGrave: false };
}
