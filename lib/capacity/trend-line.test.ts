import { expect, it } from 'vitest';
import type { CapacityItem } from '../api/capacity.ts';
import type { CapacityAnswer } from './report.ts';
import { alikeSearches, trendLine } from './trend-line.ts';

const search = (
  release: string,
  answer: Partial<CapacityAnswer> | null,
  environment = 'e',
): CapacityItem => ({
  run: {
    ...{
      id: release,
      release,
      gitCommit: '',
      note: '',
      pinned: false,
      status: 'finished',
      verdict: 'passed',
    },
    plan: { id: 'p', name: 'P', versionId: 'v', versionNumber: 1 },
    environment: { id: environment, name: 'E', baseUrl: 'http://127.0.0.1' },
    ...{ endReason: null, createdAt: '2026-01-02T00:00:00Z', startedAt: null, endedAt: null },
    ...{ durationSeconds: 60, figures: null },
  },
  ...{ unit: 'users', phase: 'over' },
  answer: answer && { low: 1, high: 2, best: 1, isSure: true, end: 'found', detail: null, ...answer },
});

it('tells from search to search whether the capacity changed, and leaves out those without an answer', () => {
  const points = trendLine([
    search('1.4', { low: 90, high: null, best: null, end: 'ceiling' }),
    search('1.3', { low: 60, high: 66 }),
    search('stopped', null),
    search('nothing', { low: null, high: null }),
    search('ended', { low: 6, high: null, best: null, end: 'stopped' }),
    search('1.2', { low: 98, high: 108 }),
    search('1.1', { low: 100, high: 110 }),
  ]);
  expect(points.map(({ search: { run }, change }) => [run.release, change])).toEqual([
    ['1.1', null],
    ['1.2', 'no-difference'],
    ['1.3', 'worse'],
    ['1.4', 'better'],
  ]);
  expect(points[2]?.words).toContain('Lower than release 1.2');
});

it('keeps apart what cannot be compared', () => {
  const searches = [search('2', {}), search('a', {}, 'other'), search('1', {})];
  expect(alikeSearches(searches).map((group) => group.map(({ run }) => run.id))).toEqual([['2', '1'], ['a']]);
});
