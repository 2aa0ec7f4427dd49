import { findingKey } from '../findings/finding-changes.ts';
import type { LaunchFinding, LaunchFindings } from './launch-findings.ts';

/** What became of a finding since the rehearsal before. */
export type FindingChange = {
  title: string;
  key: string;
  state: 'gone' | 'eased' | 'still-there' | 'new' | 'cannot-tell';
  /** Why it cannot be told, or since which load it is there now; empty where nothing is to be said. */
  why: string;
};

export type Looked = { findings: LaunchFindings; peak: number };

/**
 * Every finding of two rehearsals, those that are there now first. It is gone only when a run of the same part was looked at again
 * with as much load, by probes that could have seen it.
 */
export function findingChanges(now: Looked, before: Looked): FindingChange[] {
  const keysNow = new Set(now.findings.list.map(({ finding }) => findingKey(finding)));
  const keysBefore = new Set(before.findings.list.map(({ finding }) => findingKey(finding)));
  const atPeakBefore = new Set(
    before.findings.list.filter(isAtPeak).map(({ finding }) => findingKey(finding)),
  );
  const there = now.findings.list.map((one): FindingChange => {
    const { finding } = one;
    const key = findingKey(finding);
    const isEased = atPeakBefore.has(key) && !isAtPeak(one) && now.findings.lookedAt.includes('target');
    if (isEased) return { title: finding.title, key, state: 'eased', why: `now ${one.since}` };
    const doubt = keysBefore.has(key) ? null : blindness(before, now);
    return {
      ...{ title: finding.title, key, why: doubt ?? '' },
      state: keysBefore.has(key) ? 'still-there' : doubt === null ? 'new' : 'cannot-tell',
    };
  });
  const missing = before.findings.list.flatMap((one): FindingChange[] => {
    const key = findingKey(one.finding);
    if (keysNow.has(key)) return [];
    const doubt = doubtOf(one, now, before);
    const { title } = one.finding;
    return [{ title, key, state: doubt === null ? 'gone' : 'cannot-tell', why: doubt ?? '' }];
  });
  return [...there, ...missing];
}

const isAtPeak = ({ seenIn }: LaunchFinding): boolean =>
  seenIn.some((part) => part === 'baseline' || part === 'target' || part === 'sustained');

export const CHANGE_WORDS: Record<FindingChange['state'], string> = {
  gone: 'gone',
  eased: 'gone at the expected peak',
  'still-there': 'still there',
  new: 'new',
  'cannot-tell': 'cannot be told',
};

/** Why nobody can say that a finding of before is gone; null when it is. */
function doubtOf({ seenIn, finding }: LaunchFinding, now: Looked, before: Looked): string | null {
  if (!seenIn.some((part) => now.findings.lookedAt.includes(part)))
    return 'the runs that showed it were not looked at again';
  if (now.peak < before.peak && !seenIn.includes('baseline')) return 'the expected peak is lower now';
  const isOfProbe = finding.evidence.some(({ curves }) => curves !== null);
  return isOfProbe ? blindness(now, before) : null;
}

/** What one could look for, and the other could not; null when it missed nothing. */
function blindness(one: Looked, other: Looked): string | null {
  const blind = one.findings.unseen.filter(
    ({ what }) => !other.findings.unseen.some((known) => known.what === what),
  );
  return blind.length === 0 ? null : 'a probe was missing in one of the rehearsals';
}
