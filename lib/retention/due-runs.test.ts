import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueRuns, type KeptRun } from './due-runs.ts';

const now = new Date('2026-03-01T00:00:00Z');
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
const run = (id: string, days: number, more: Partial<KeptRun> = {}): KeptRun => ({
  ...{ id, endedAt: ago(days), verdict: 'failed', pinned: false },
  ...more,
});
const due = (rule: Parameters<typeof dueRuns>[0], runs: KeptRun[]) =>
  dueRuns(rule, runs, now).map(({ id }) => id);

describe('a rule', () => {
  const runs = [run('a', 1), run('b', 10), run('c', 20, { pinned: true }), run('d', 30), run('e', 40)];

  it('keeps everything when it says nothing', () => {
    expect(due({ keepRuns: null, keepDays: null }, runs)).toEqual([]);
  });

  it('keeps so many of the newest, beside those that are pinned', () => {
    expect(due({ keepRuns: 2, keepDays: null }, runs)).toEqual(['d', 'e']);
    expect(due({ keepRuns: 3, keepDays: null }, runs)).toEqual(['e']);
  });

  it('keeps those that are not too old', () => {
    expect(due({ keepRuns: null, keepDays: 15 }, runs)).toEqual(['d', 'e']);
    expect(due({ keepRuns: null, keepDays: 30 }, runs)).toEqual(['e']);
  });

  it('deletes what either half of it does not keep', () => {
    expect(due({ keepRuns: 1, keepDays: 35 }, runs)).toEqual(['b', 'd', 'e']);
  });

  it('keeps the newest run that passed, which the next build is compared with', () => {
    const passed = [run('a', 1), run('b', 90, { verdict: 'passed' }), run('c', 91, { verdict: 'passed' })];
    expect(due({ keepRuns: 1, keepDays: 7 }, passed)).toEqual(['c']);
  });

  it('never touches a pinned run, and never leaves fewer than it says', () => {
    const some = fc.array(
      fc.record({ days: fc.integer({ min: 0, max: 60 }), pinned: fc.boolean(), passed: fc.boolean() }),
      { maxLength: 40 },
    );
    const limit = fc.option(fc.integer({ min: 1, max: 30 }));
    fc.assert(
      fc.property(some, limit, limit, (given, keepRuns, keepDays) => {
        const newestFirst = given
          .toSorted((a, b) => a.days - b.days)
          .map(({ days, pinned, passed }, at) =>
            run(String(at), days, { pinned, verdict: passed ? 'passed' : 'failed' }),
          );
        const gone = new Set(due({ keepRuns, keepDays }, newestFirst));
        const left = newestFirst.filter(({ id }) => !gone.has(id));
        for (const { id, pinned } of newestFirst) if (pinned) expect(gone.has(id)).toBe(false);
        const unpinned = left.filter(({ pinned }) => !pinned);
        if (keepDays === null && keepRuns !== null) {
          const all = newestFirst.filter(({ pinned }) => !pinned).length;
          expect(unpinned.length).toBeGreaterThanOrEqual(Math.min(keepRuns, all));
          expect(unpinned.length).toBeLessThanOrEqual(keepRuns + 1);
        }
        // Once it has been followed there is nothing left to do.
        expect(due({ keepRuns, keepDays }, left)).toEqual([]);
      }),
    );
  });
});
