import { expect, it } from 'vitest';
import { findingChanges } from './finding-changes.ts';
import { runFindings } from './run-findings.ts';
import { evidence, probe, requestFigures } from './testing/evidence.ts';

type Given = NonNullable<Parameters<typeof evidence>[0]>;
const found = (given: Given) => runFindings(evidence(given));
const gc = (share: number): Given => ({ probes: [probe(['gc-share', '', share])] });
const told = (before: Given, after: Given) =>
  findingChanges(found(before), found(after)).changes.map(
    ({ change, before: then, after: now }) => `${change} ${(now ?? then)?.kind}`,
  );

it('says what is gone, still there, and new', () => {
  const large = { summary: { requests: [requestFigures('Home', { bytesReceived: 500 * 100_000 })] } };
  expect(told(gc(0.2), gc(0.01))).toEqual(['gone garbage-collection']);
  expect(told(gc(0.2), gc(0.3))).toEqual(['still garbage-collection']);
  expect(told(gc(0.01), gc(0.3))).toEqual(['new garbage-collection']);
  expect(told({ ...large, ...gc(0.2) }, gc(0.2))).toEqual(['still garbage-collection', 'gone large-payload']);
  expect(told({}, {})).toEqual([]);
});

it('takes the same fault of another route for another one', () => {
  const asking = (route: string) => ({ probes: [probe(['queries-per-request', route, 20])] });
  expect(told(asking('GET /a'), asking('GET /b'))).toEqual(['new n-plus-one', 'gone n-plus-one']);
});

it('does not say that something is gone which nobody could have seen', () => {
  expect(told(gc(0.2), {})).toEqual(['not-told garbage-collection']);
  expect(findingChanges(found(gc(0.2)), found({})).changes[0]?.words).toContain('no probe observed');
  const large = { summary: { requests: [requestFigures('List', { bytesReceived: 500 * 100_000 })] } };
  expect(told(large, {})).toEqual(['not-told large-payload']);
  const generator = {
    ...{ cpuMicrosecondsPerRequest: 20, maxEventLoopDelayMs: 900, workers: 1 },
    ...{ valid: false, reasons: ['late'] },
  };
  expect(told(gc(0.2), { ...gc(0.01), summary: { generator } })).toEqual([
    'new generator-limit',
    'not-told garbage-collection',
  ]);
});

it('does not say that something is gone at a load at which it had not begun', () => {
  const before = gc(0.2);
  const little = evidence(gc(0.01)).points.map((point) => ({ ...point, vus: 2, requests: 3 }));
  expect(told(before, { ...gc(0.01), points: little })).toEqual(['not-told garbage-collection']);
});

it('says it in one sentence', () => {
  expect(findingChanges(found(gc(0.2)), found(gc(0.01))).sentence).toBe(
    '1 gone: Garbage collection takes much of the time.',
  );
  expect(findingChanges(found({}), found({})).sentence).toContain('Nothing was found in either run');
});
