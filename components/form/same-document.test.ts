import { expect, it } from 'vitest';
import { setAt } from './path.ts';
import { isSameDocument } from './same-document.ts';

const document = { name: 'a', list: [{ n: 1, deep: { x: [1, 2] } }, { n: 2 }] };

it('compares what documents say', () => {
  expect(isSameDocument(document, structuredClone(document))).toBe(true);
  const changed = setAt(document, 'list.0.deep.x.1', 3);
  expect(isSameDocument(document, changed)).toBe(false);
  expect(isSameDocument(document, setAt(changed, 'list.0.deep.x.1', 2))).toBe(true);
});

it.each([
  [[], {}, false],
  [[1, 2], [1], false],
  [{ a: undefined }, {}, true],
  [null, {}, false],
  ['1', 1, false],
  [{ a: [{ b: 1 }] }, { a: [{ b: 1 }] }, true],
])('%j and %j', (left, right, same) => expect(isSameDocument(left, right)).toBe(same));
