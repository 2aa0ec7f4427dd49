import { z } from 'zod';
import { formatCount, formatRate } from '../format/format.ts';
import { CHANGE_WORDS, CHANGES } from './change.ts';
import { Finding, type FindingKind } from './finding.ts';
import type { RunFindings } from './run-findings.ts';

/** Whether what was found in one run is gone in another. */

export const FindingChange = z.object({
  change: z.enum(CHANGES),
  /** Of the baseline; null of what is new. */
  before: Finding.nullable(),
  /** Of the candidate; null of what is gone. */
  after: Finding.nullable(),
  /** What it costs now and then; of what cannot be told, why not. */
  words: z.string(),
});
export type FindingChange = z.output<typeof FindingChange>;

export const FindingChanges = z.object({ sentence: z.string(), changes: z.array(FindingChange) });
export type FindingChanges = z.output<typeof FindingChanges>;

/** There may be several of these, each of a route, a statement or an address of its own. */
const MANY: readonly FindingKind[] = [
  'n-plus-one',
  'slow-query',
  'slow-backend',
  'slow-downstream',
  'repeated-reads',
];

/** What is the same finding in different runs has the same key. */
export const findingKey = ({ kind, of }: Pick<Finding, 'kind' | 'of'>): string =>
  MANY.includes(kind) ? `${kind} ${of}` : kind;

/** Of the load at which something began, what must be reached again to say that it is gone. */
const REACHED = 0.8;

/** What is new and still there first, then what cannot be told, then what is gone. */
export function findingChanges(before: RunFindings, after: RunFindings): FindingChanges {
  const isSame = (one: Finding, other: Finding) => findingKey(one) === findingKey(other);
  const changes = [
    ...after.findings.map((now): FindingChange => {
      const then = before.findings.find((one) => isSame(one, now)) ?? null;
      if (then) return { change: 'still', before: then, after: now, words: stillWords(then, now) };
      const hidden = whyUntold(now, before);
      return {
        ...{ change: 'new', before: null, after: now },
        words: hidden === null ? now.cost : `${now.cost} It may have been there before: ${hidden}.`,
      };
    }),
    ...before.findings
      .filter((then) => !after.findings.some((now) => isSame(then, now)))
      .map((then): FindingChange => {
        const hidden = whyUntold(then, after);
        return hidden === null
          ? { change: 'gone', before: then, after: null, words: `It cost: ${then.cost}` }
          : { change: 'not-told', before: then, after: null, words: `Not found again, but ${hidden}.` };
      }),
  ].toSorted((a, b) => CHANGES.indexOf(a.change) - CHANGES.indexOf(b.change));
  return { sentence: sentenceOf(changes), changes };
}

const stillWords = (then: Finding, now: Finding) =>
  then.cost === now.cost ? now.cost : `Now: ${now.cost} Before: ${then.cost}`;

/** Why a run could not have shown a finding of another one; null when it could. */
function whyUntold(
  { roles, requests, since, kind }: Finding,
  { findings, looked }: RunFindings,
): string | null {
  if (kind !== 'generator-limit' && findings.some((one) => one.kind === 'generator-limit'))
    return 'the load generator could not keep up';
  if (!roles.every((role) => looked.roles.includes(role)))
    return roles.some((role) => looked.roles.includes(role))
      ? 'not all that it was told by was observed'
      : 'no probe observed what it was told by';
  const missing = requests.filter((name) => !looked.requests.includes(name));
  if (missing.length > 0 && missing.length === requests.length)
    return `nobody asked for ${missing.join(', ')}`;
  if (
    since &&
    looked.vus < REACHED * since.vus &&
    looked.requestsPerSecond < REACHED * since.requestsPerSecond
  )
    return `it began at ${formatCount(since.vus)} users and ${formatRate(since.requestsPerSecond)}, and there were never more than ${formatCount(looked.vus)} and ${formatRate(looked.requestsPerSecond)}`;
  return null;
}

/** `1 gone: N+1 queries in GET /items. 1 still there: …` */
function sentenceOf(changes: readonly FindingChange[]): string {
  if (changes.length === 0) return 'Nothing was found in either run that limits the target.';
  const parts = CHANGES.toReversed().flatMap((change) => {
    const own = changes.filter((one) => one.change === change);
    const titles = own.map(({ before, after }) => (after ?? before)?.title).join('; ');
    return own.length === 0 ? [] : `${formatCount(own.length)} ${CHANGE_WORDS[change]}: ${titles}.`;
  });
  return parts.join(' ');
}
