import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rowCursor } from './row-cursor.ts';

const rows = (count: number) => Array.from({ length: count }, (_, id) => ({ id: String(id) }));

it('deals sequential rows so that all workers together use each once before any again', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 7 }), (count, ranks) => {
      const cursors = Array.from({ length: ranks }, (_, rank) =>
        rowCursor(rows(count), 'sequential', { rank, ranks }),
      );
      const drawn = Array.from({ length: count * 2 }, (_, i) => cursors[i % ranks]?.()?.id);
      expect(drawn).toEqual(Array.from({ length: count * 2 }, (_, i) => String(i % count)));
    }),
  );
});

it('draws random rows, all of them in time', () => {
  const draw = rowCursor(rows(5), 'random', { rank: 0, ranks: 1 });
  expect(new Set(Array.from({ length: 500 }, () => draw()?.id)).size).toBe(5);
});
