import { expect, it } from 'vitest';
import type { Finding } from '../findings/finding.ts';
import { NOTHING_LOOKED_AT } from '../findings/run-findings.ts';
import { findingChanges } from './finding-changes.ts';
import { seenWords } from './finding-words.ts';
import { type FoundInPart, launchFindings } from './launch-findings.ts';

const finding = (kind: Finding['kind'], over: Partial<Finding> = {}): Finding => ({
  ...{ kind, of: '', title: kind, what: '', confidence: 'likely', why: '', refutedBy: '' },
  ...{ evidence: [], since: null, requests: [], costMs: null, cost: '', mends: [] },
  ...{ decidedBy: null, followsFrom: null, roles: [], ...over },
});

const LOADS = { baseline: 1, target: 24, sustained: 24, failure: 48, capacity: null } as const;

const part = (name: FoundInPart['part'], findings: Finding[], unseen: string[] = []): FoundInPart => ({
  ...{ part: name, load: LOADS[name], runId: name, seconds: 60 },
  found: { ...NOTHING_LOOKED_AT, findings, unseen: unseen.map((what) => ({ what, decidedBy: 'a probe' })) },
});

it('names what limits the expected peak first, each thing once, as the surest run tells it', () => {
  const { list } = launchFindings(
    [
      part('baseline', [finding('large-payload')]),
      part('target', [finding('n-plus-one'), finding('pool-exhausted', { followsFrom: 'n-plus-one' })]),
      part('sustained', [
        finding('memory-leak'),
        finding('n-plus-one', { confidence: 'certain' }),
        finding('pool-exhausted', { followsFrom: 'n-plus-one' }),
      ]),
      part('failure', [finding('errors-at-load'), finding('n-plus-one')]),
    ],
    'users',
  );
  expect(list.map((one) => one.finding.kind)).toEqual([
    'n-plus-one',
    'memory-leak',
    'pool-exhausted',
    'errors-at-load',
    'large-payload',
  ]);
  const [first] = list;
  expect(first).toMatchObject({ part: 'sustained', seenIn: ['target', 'sustained', 'failure'] });
  expect(first && seenWords(first)).toBe(
    'Seen at the expected peak, while the peak was sustained and at twice the peak, from 24 users on.',
  );
});

it('says at what load of the search it was first seen, where no level showed it', () => {
  const since = { second: 40, vus: 96, requestsPerSecond: 80 };
  const told = (unit: 'users' | 'iterations per second') =>
    launchFindings([part('target', []), part('capacity', [finding('cpu-saturated', { since })])], unit)
      .list[0];
  expect(told('users')?.since).toBe('from 96 users on');
  expect(told('iterations per second')?.since).toBe('from 80.0/s requests on');
});

it('says that something could not be looked for only when no run could', () => {
  const { unseen } = launchFindings(
    [part('target', [], ['Memory leaks', 'A saturated CPU']), part('failure', [], ['A saturated CPU'])],
    'users',
  );
  expect(unseen.map(({ what }) => what)).toEqual(['A saturated CPU']);
});

it('tells what is gone, and only when it was looked for again', () => {
  const curves = { probe: 'Shop', keys: ['a'] };
  const leak = finding('memory-leak', { evidence: [{ text: '', curves }] });
  const looked = (parts: FoundInPart[], peak = 24) => ({ findings: launchFindings(parts, 'users'), peak });
  const before = looked([part('target', [finding('n-plus-one'), leak])]);
  const states = (now: ReturnType<typeof looked>) =>
    findingChanges(now, before).map(({ key, state }) => `${key.trim()} ${state}`);
  expect(states(looked([part('target', [leak, finding('slow-query')])]))).toEqual([
    'memory-leak still-there',
    'slow-query new',
    'n-plus-one gone',
  ]);
  expect(states(looked([part('target', []), part('failure', [leak, finding('n-plus-one')])]))).toEqual([
    'memory-leak eased',
    'n-plus-one eased',
  ]);
  // Without its probe nobody can see it.
  expect(states(looked([part('target', [], ['Memory leaks'])]))).toEqual([
    'n-plus-one gone',
    'memory-leak cannot-tell',
  ]);
  expect(states(looked([part('baseline', [])]))).toEqual([
    'n-plus-one cannot-tell',
    'memory-leak cannot-tell',
  ]);
  expect(states(looked([part('target', [])], 12))).toEqual([
    'n-plus-one cannot-tell',
    'memory-leak cannot-tell',
  ]);
});
