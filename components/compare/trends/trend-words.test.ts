import { describe, expect, it } from 'vitest';
import type { Trends } from '@/lib/api/trends.ts';
import { changedRuns, trendSentence, trendWords, versionWords } from './trend-words.ts';

it.each([
  ['p95', 102, 143, 'p95 from 102 ms to 143 ms (+40 %)'],
  ['failedRate', 0, 0.02, 'failed from 0 % to 2 % (+2 points)'],
  ['requestsPerSecond', 50, 40, 'per second from 50.0/s to 40.0/s (−20 %)'],
] as const)('says how much %s changed', (metric, before, after, words) => {
  expect(trendWords({ metric, before, after })).toBe(words);
});

/** Ten runs, of which the plan has another version from the sixth on. */
const runs = Array.from({ length: 10 }, (_, at): Trends['runs'][number] => ({
  run: {
    ...{ id: `r${at}`, release: `2.${at}`, gitCommit: '', note: '', pinned: false },
    ...{ status: 'finished', verdict: 'passed', endReason: null },
    plan: { id: 'p', name: 'P', versionId: 'v', versionNumber: at < 5 ? 1 : 2 },
    environment: { id: 'e', name: 'E', baseUrl: 'http://127.0.0.1:9' },
    ...{ createdAt: '2026-01-02T03:04:05.000Z', startedAt: null, endedAt: null },
    ...{ durationSeconds: 60, figures: null },
  },
  values: { p50: 1, p95: 1, p99: 1, failedRate: 0, requestsPerSecond: 1 },
}));
const change = (metric: Trends['changes'][number]['metric'], at: number, before: number, after: number) => ({
  ...{ metric, runId: `r${at}`, release: `2.${at}`, before, after, p: 0.01 },
});
const trends = (changes: Trends['changes'], count = 10): Trends => ({
  ...{ runs: runs.slice(0, count), requests: [], changes, baselineId: null },
});

describe('what changed first, in words', () => {
  it('names the newest release with which something changed, p95 before the rest', () => {
    const found = trends([
      change('p50', 5, 14.2, 17.9),
      change('p95', 5, 31.7, 126),
      change('failedRate', 2, 0.02, 0),
    ]);
    expect(trendSentence(found)).toBe(
      'It got slower with release 2.5: p95 from 31.7 ms to 126 ms (4x); p50 changed too. It has been so for 5 runs. 1 earlier change below.',
    );
    expect(changedRuns(found).map(({ release, before }) => [release, before])).toEqual([
      ['2.5', 'r4'],
      ['2.2', 'r1'],
    ]);
    expect(changedRuns(found).map(versionWords)).toEqual(['The plan changed too, from version 1 to 2.', '']);
  });

  it('says that nothing changed, or that there are too few runs to tell', () => {
    expect(trendSentence(trends([]))).toBe('Nothing changed in 10 runs.');
    expect(trendSentence(trends([], 3))).toContain('3 runs: from about eight on');
    expect(trendSentence(trends([change('failedRate', 9, 0, 0.1)]))).toBe(
      'More requests failed with release 2.9: failed from 0 % to 10 % (+10 points).',
    );
  });
});
