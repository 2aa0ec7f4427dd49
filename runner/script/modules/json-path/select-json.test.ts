import fc from 'fast-check';
import { expect, test } from 'vitest';
import { selectJson } from './select-json.ts';

/** The document and the paths of GJSON's own description of its language. */
const PEOPLE = {
  name: { first: 'Tom', last: 'Anderson' },
  age: 37,
  children: ['Sara', 'Alex', 'Jack'],
  'fav.movie': 'Deer Hunter',
  friends: [
    { first: 'Dale', last: 'Murphy', age: 44, nets: ['ig', 'fb', 'tw'] },
    { first: 'Roger', last: 'Craig', age: 68, nets: ['fb', 'tw'] },
    { first: 'Jane', last: 'Murphy', age: 47, nets: ['ig', 'tw'] },
  ],
};

test.each<[string, unknown]>([
  ['name.last', 'Anderson'],
  ['name.first', 'Tom'],
  ['age', 37],
  ['children', ['Sara', 'Alex', 'Jack']],
  ['children.0', 'Sara'],
  ['children.1', 'Alex'],
  ['friends.1', PEOPLE.friends[1]],
  ['friends.1.first', 'Roger'],
  ['child*.2', 'Jack'],
  ['c?ildren.0', 'Sara'],
  ['fav\\.movie', 'Deer Hunter'],
  ['friends.#', 3],
  ['friends.#.age', [44, 68, 47]],
  ['friends.#(last=="Murphy").first', 'Dale'],
  ['friends.#(last=="Murphy")#.first', ['Dale', 'Jane']],
  ['friends.#(age>45)#.last', ['Craig', 'Murphy']],
  ['friends.#(first%"D*").last', 'Murphy'],
  ['friends.#(first!%"D*").last', 'Craig'],
  ['friends.#(nets.#(=="fb"))#.first', ['Dale', 'Roger']],
  ['children.#(!%"*a*")', 'Alex'],
  ['children.#(%"*a*")#', ['Sara', 'Jack']],
  ['friends.0.first', 'Dale'],
  ['friends|0.first', 'Dale'],
  ['friends.0|first', 'Dale'],
  ['friends|0|first', 'Dale'],
  ['friends|#', 3],
  ['friends.#(last="Murphy")#', [PEOPLE.friends[0], PEOPLE.friends[2]]],
  ['friends.#(last="Murphy")#.first', ['Dale', 'Jane']],
  ['friends.#(last="Murphy")#|first', undefined],
  ['friends.#(last="Murphy")#.0', []],
  ['friends.#(last="Murphy")#|0', PEOPLE.friends[0]],
  ['friends.#(last="Murphy")#.#', []],
  ['friends.#(last="Murphy")#|#', 2],
  ['children|@reverse', ['Jack', 'Alex', 'Sara']],
  ['children|@reverse|0', 'Jack'],
  ['children.@reverse.0', 'Jack'],
  ['name.@keys', ['first', 'last']],
  ['name.@values', ['Tom', 'Anderson']],
  ['friends.#.nets|@flatten|#', 7],
  ['age.@tostr', '37'],
  [
    '{name.first,age,"the_murphys":friends.#(last="Murphy")#.first}',
    { first: 'Tom', age: 37, the_murphys: ['Dale', 'Jane'] },
  ],
  ['[name.first,age,nope]', ['Tom', 37]],
  ['{name.first,"kind":!"person"}', { first: 'Tom', kind: 'person' }],
  ['nope', undefined],
  ['name.nope.deeper', undefined],
  ['children.7', undefined],
  ['children.first', undefined],
  ['age.#', undefined],
  ['@nope', undefined],
  ['__proto__.x', undefined],
  ['constructor', undefined],
])('%s', (path, expected) => {
  expect(selectJson(PEOPLE, path)).toEqual(expected);
});

const VALUES = {
  vals: [
    { a: 1, b: 'data' },
    { a: 2, b: true },
    { a: 3, b: false },
    { a: 4, b: '0' },
    { a: 5, b: 0 },
    { a: 6, b: '1' },
    { a: 7, b: 1 },
    { a: 8, b: 'true' },
    { a: 9, b: 'false' },
    { a: 10, b: null },
    { a: 11 },
  ],
};

test.each([
  ['vals.#(b==~true)#.a', [2, 6, 7, 8]],
  ['vals.#(b==~false)#.a', [3, 4, 5, 9, 10, 11]],
  ['vals.#(b==~null)#.a', [10, 11]],
  ['vals.#(b!=~null)#.a', [1, 2, 3, 4, 5, 6, 7, 8, 9]],
  ['vals.#(b==~*)#.a', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
  ['vals.#(b!=~*)#.a', [11]],
  ['vals.#(b)#.a', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]],
  ['vals.#(b==true)#.a', [2, 8]],
])('%s asks what a value amounts to', (path, expected) => {
  expect(selectJson(VALUES, path)).toEqual(expected);
});

test('modifiers take arguments', () => {
  const nested = { list: [1, [2], [3, [4, 5]]], rows: { id: [1, 2], name: ['a', 'b'] } };
  expect(selectJson(nested, 'list|@flatten')).toEqual([1, 2, 3, [4, 5]]);
  expect(selectJson(nested, 'list|@flatten:{"deep":true}|4')).toBe(5);
  expect(selectJson(nested, 'rows|@group')).toEqual([
    { id: 1, name: 'a' },
    { id: 2, name: 'b' },
  ]);
  expect(selectJson(nested, '@dig:name|0')).toEqual(['a', 'b']);
  expect(selectJson([{ a: 1, b: 2 }, { b: 3 }], '@join')).toEqual({ a: 1, b: 3 });
  expect(selectJson('{"a":[7]}', '@fromstr|a.0')).toBe(7);
});

test('a member of any name is found when its signs are escaped', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.integer(), (name, value) => {
      const path = name.replace(/[\\.|#@*?!{}[\]()"=<>%]/g, '\\$&');
      expect(selectJson(JSON.parse(JSON.stringify({ [name]: value })), path)).toBe(value);
    }),
  );
});
