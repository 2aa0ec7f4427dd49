import { expect, it } from 'vitest';
import type { RunListItem } from '@/lib/api/contract.ts';
import { compareAddressOf } from './compare-address.ts';
import { offeredRuns } from './offered-runs.ts';

const run = (id: string, changed: Partial<RunListItem> = {}): RunListItem => ({
  ...{ id, release: '', gitCommit: '', note: '', pinned: false },
  ...{ status: 'finished', verdict: 'passed', endReason: null },
  plan: { id: 'p', name: 'P', versionId: 'v', versionNumber: 1 },
  environment: { id: 'here', name: 'E', baseUrl: 'http://127.0.0.1:9' },
  ...{ createdAt: `2026-01-02T03:04:0${id}.000Z`, startedAt: null, endedAt: null },
  ...{ durationSeconds: 60, figures: null },
  ...changed,
});

it('offers pinned baselines first, that of the same environment before others, and none twice', () => {
  const there = run('1', { environment: { id: 'there', name: 'F', baseUrl: 'http://127.0.0.1:8' } });
  const own = run('2');
  const listed = [run('5'), run('4'), run('3'), there];
  const offered = offeredRuns(run('4'), listed, [{ run: there }, { run: own }], ['3']);
  expect(offered.map((one) => [one.run.id, one.isPinned])).toEqual([
    ['2', true],
    ['1', true],
    ['5', false],
  ]);
});

it('measures by what is pinned, else by the older run, and never by an invalid one', () => {
  const [one, other] = [run('1'), run('2')];
  const baselineOf = (...of: Parameters<typeof compareAddressOf>) =>
    new URLSearchParams(compareAddressOf(...of).split('?')[1]).get('baseline');
  expect(baselineOf(other, one)).toBe('1');
  expect(baselineOf(one, other, ({ id }) => id === '2')).toBe('2');
  expect(baselineOf(run('1', { verdict: 'invalid' }), other)).toBe('2');
});
