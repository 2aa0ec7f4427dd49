import { expect, it } from 'vitest';
import { getAt, isIn, join, placeOf, setAt } from './path.ts';
import { rowKey } from './row-key.ts';

const document = { a: { b: [{ c: 1 }, { c: 2 }] }, x: { y: 1 } };

it('reads what stands at a path, and undefined where nothing does', () => {
  expect(getAt(document, 'a.b.1.c')).toBe(2);
  expect(getAt(document, '')).toBe(document);
  expect(getAt(document, 'a.b.7.c')).toBeUndefined();
  expect(getAt(document, 'a.b.length.toString')).toBeUndefined();
  expect(getAt(document, 'constructor')).toBeUndefined();
});

it('changes one place and leaves the rest the very same', () => {
  const next = setAt(document, 'a.b.1.c', 3);
  expect(next).toEqual({ a: { b: [{ c: 1 }, { c: 3 }] }, x: { y: 1 } });
  expect(next.x).toBe(document.x);
  expect(next.a.b[0]).toBe(document.a.b[0]);
  expect(document.a.b[1]).toEqual({ c: 2 });
});

it('takes a field away', () => {
  expect(setAt(document, 'x.y', undefined)).toEqual({ a: document.a, x: {} });
});

it('keeps the keys of rows that change, and gives copies a new one', () => {
  const key = rowKey(document.a.b[1] as object);
  const next = setAt(document, 'a.b.1.c', 3);
  expect(rowKey(next.a.b[1] as object)).toBe(key);
  expect(rowKey(setAt(next, 'a.b.1', { c: 9 }).a.b[1] as object)).toBe(key);
  expect(rowKey(structuredClone(next.a.b[1] as object))).not.toBe(key);
});

it('knows what lies within what', () => {
  expect(isIn('scenarios.1.name', 'scenarios.1')).toBe(true);
  expect(isIn('scenarios.10.name', 'scenarios.1')).toBe(false);
  expect(isIn('name', '')).toBe(true);
  expect(join('', 'a', 0)).toBe('a.0');
  expect(placeOf('scenarios.0.steps.3')).toEqual({ list: 'scenarios.0.steps', index: 3 });
});
