import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_POINTS } from '@/lib/run/limits.ts';
import type { RunStatus } from '@/lib/run/view.ts';
import { hasGap, lastSecond, mergeView } from './merge-view.ts';
import { pointAt, viewAt } from './testing/views.ts';

const seconds = (view: { points: { second: number }[] }) => view.points.map(({ second }) => second);

describe('mergeView', () => {
  test('appends what follows', () => {
    const merged = mergeView(viewAt({ upTo: 3 }), viewAt({ from: 3, upTo: 5 }));
    expect(seconds(merged)).toEqual([0, 1, 2, 3, 4]);
    expect(merged.elapsedSeconds).toBe(5);
    expect(hasGap(merged)).toBe(false);
  });

  test('keeps the held points and shows a gap when a second is missing', () => {
    const merged = mergeView(viewAt({ upTo: 3 }), viewAt({ from: 4, upTo: 5 }));
    expect(seconds(merged)).toEqual([0, 1, 2]);
    expect(merged.totals.requests).toBe(viewAt({ upTo: 5 }).totals.requests);
    expect(hasGap(merged)).toBe(true);
    expect(lastSecond(merged)).toBe(2);
  });

  test('does not go back to older figures', () => {
    const merged = mergeView(viewAt({ upTo: 5 }), viewAt({ from: 1, upTo: 3 }));
    expect(merged.elapsedSeconds).toBe(5);
    expect(seconds(merged)).toEqual([0, 1, 2, 3, 4]);
  });

  test('a late update of a running second does not undo the end', () => {
    const ended = viewAt({ upTo: 5, status: 'finished' });
    expect(mergeView(ended, viewAt({ from: 4, upTo: 5, status: 'running' })).status).toBe('finished');
  });

  test('gives the same array when nothing follows', () => {
    const held = viewAt({ upTo: 3 });
    expect(mergeView(held, viewAt({ from: 2, upTo: 3 })).points).toBe(held.points);
  });

  test('an ended run is as long as the server says, also when it lost the last seconds', () => {
    const merged = mergeView(viewAt({ upTo: 9 }), viewAt({ from: 9, upTo: 7, status: 'finished' }));
    expect(seconds(merged)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(hasGap(merged)).toBe(false);
  });

  test('without anything held, points that do not start at 0 are a gap', () => {
    expect(hasGap(mergeView(null, viewAt({ from: 2, upTo: 4 })))).toBe(true);
  });

  test('any order of lost, repeated and delayed updates ends with the points of who lost nothing', () => {
    const length = 30;
    const update = fc
      .tuple(fc.nat(length), fc.nat(length), fc.constantFrom<RunStatus>('starting', 'running', 'stopping'))
      .map(([a, b, status]) => viewAt({ from: Math.min(a, b), upTo: Math.max(a, b), status }));
    fc.assert(
      fc.property(fc.array(update, { maxLength: 40 }), (updates) => {
        let held = viewAt({ upTo: 0, status: 'queued' });
        for (const each of updates) {
          const before = lastSecond(held);
          held = mergeView(held, each);
          expect(seconds(held)).toEqual(held.points.map((_, index) => index));
          expect(lastSecond(held)).toBeGreaterThanOrEqual(before);
        }
        const answer = viewAt({ from: lastSecond(held) + 1, upTo: length, status: 'finished' });
        expect(mergeView(held, answer)).toEqual(viewAt({ upTo: length, status: 'finished' }));
      }),
    );
  });

  test('a page that is open for long holds no more than one that is opened now', () => {
    let held = viewAt({ upTo: MAX_POINTS - 1 });
    for (let second = MAX_POINTS; second <= MAX_POINTS + 5; second++)
      held = mergeView(held, viewAt({ from: second - 1, upTo: second }));
    expect(held.points).toHaveLength(MAX_POINTS);
    expect(held.pointsFrom).toBe(5);
    expect(seconds(held)[0]).toBe(5);
    expect(hasGap(held)).toBe(false);
    expect(lastSecond(held)).toBe(MAX_POINTS + 4);
  });

  test('every point is taken as it was measured', () => {
    const merged = mergeView(viewAt({ upTo: 2 }), viewAt({ from: 0, upTo: 4 }));
    expect(merged.points).toEqual([0, 1, 2, 3].map(pointAt));
  });
});
