import fc from 'fast-check';
import { expect, it } from 'vitest';
import { lineDiff } from './line-diff.ts';

it('names what went and what came', () => {
  expect(lineDiff(['a', 'b', 'c'], ['a', 'x', 'c', 'd'])).toEqual([
    { sign: '-', at: 2, text: 'b' },
    { sign: '+', at: 2, text: 'x' },
    { sign: '+', at: 4, text: 'd' },
  ]);
});

it('makes one text of the other', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const diff = lineDiff(before, after);
      const gone = new Set(diff.filter(({ sign }) => sign === '-').map(({ at }) => at));
      const made: string[] = before.filter((_, at) => !gone.has(at + 1));
      for (const { at, text: line } of diff.filter(({ sign }) => sign === '+')) made.splice(at - 1, 0, line);
      expect(made).toEqual(after);
    }),
  );
});

it('does not take long for texts that have nothing in common', () => {
  const [before, after] = ['a', 'b'].map((name) =>
    Array.from({ length: 20_000 }, (_, at) => `${name} ${at}`),
  );
  const diff = lineDiff(before ?? [], after ?? []);
  expect(diff.filter(({ sign }) => sign === '-')).toHaveLength(20_000);
  expect(diff.filter(({ sign }) => sign === '+')).toHaveLength(20_000);
});
