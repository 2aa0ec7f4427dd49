import { describe, expect, it } from 'vitest';
import { dueWords, limitOf, rollUpWords, ruleWords } from './rule-words.ts';

describe('a rule of retention in words', () => {
  it.each([
    [null, null, 'All runs of this plan are kept.'],
    [20, null, 'Kept of this plan: the newest 20 runs, beside pinned ones and the newest that passed.'],
    [null, 1, 'Kept of this plan: runs of the last 1 day, beside'],
    [1, 30, 'Kept of this plan: the newest 1 run, of them those of the last 30 days, beside'],
  ])('says what %s runs and %s days keep', (keepRuns, keepDays, words) => {
    expect(ruleWords({ keepRuns, keepDays, rollUpDays: null })).toContain(words);
    expect(ruleWords({ keepRuns, keepDays, rollUpDays: 30 })).toContain(
      'Long runs are kept in longer steps after 30 days.',
    );
  });

  it('says what would go, and what stays', () => {
    const none = { rollUps: 0, rollUpBytes: 0 };
    const due = { runs: 40, pinned: 2, due: 0, oldest: null, newest: null, bytes: 0, ...none };
    expect(dueWords(due)).toBe('Deletes nothing now: all 40 runs stay. 2 runs are pinned and kept.');
    const some = { ...due, due: 12, oldest: '2026-01-02T03:04:05.000Z', newest: '2026-02-02T03:04:05.000Z' };
    expect(dueWords({ ...some, pinned: 0, bytes: 2_000_000 })).toMatch(
      /^Deletes 12 of 40 runs now, for good \(.+ to .+\), 2.* MB of records\.$/,
    );
  });

  it('says what is rolled up', () => {
    const due = { runs: 40, pinned: 2, due: 0, oldest: null, newest: null, bytes: 0 };
    expect(rollUpWords({ ...due, rollUps: 0, rollUpBytes: 0 })).toBe('');
    expect(rollUpWords({ ...due, rollUps: 1, rollUpBytes: 3_000_000 })).toMatch(
      /^Rolls up at most 1 run within the hour, 3.* MB of records until then\.$/,
    );
  });

  it('reads whole numbers and nothing else', () => {
    expect(['', ' ', '7', '0', '1.5', '-1', 'x', '11'].map((text) => limitOf(text, 10))).toEqual([
      ...[null, null, 7, undefined, undefined, undefined, undefined, undefined],
    ]);
  });
});
