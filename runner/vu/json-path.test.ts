import fc from 'fast-check';
import { type JSONValue, query } from 'json-p3';
import { describe, expect, it } from 'vitest';
import { compileJsonPath, jsonText } from './json-path.ts';

const document = {
  a: { 'b c': [10, { d: null }, 'x'], constructor: 1 },
  list: [{ id: 1 }, { id: 2 }],
  empty: '',
  zero: 0,
  ä: 'umlaut',
};

describe('compileJsonPath', () => {
  it.each([
    ['$.list[0].id', [1]],
    ['$.list[-1].id', [2]],
    ["$.a['b c'][1].d", [null]],
    ['$["a"]["b c"][2]', ['x']],
    ['$.empty', ['']],
    ['$.zero', [0]],
    ['$.ä', ['umlaut']],
    ['$', [document]],
    ['$.list.length', []],
    ['$.list["0"]', []],
    ['$.a[0]', []],
    ['$.list[2]', []],
    ['$.list[-3]', []],
    ['$.toString', []],
    ['$.a.constructor', [1]],
    ['$.zero.deeper', []],
    ['$.list[*].id', [1, 2]],
    ['$..id', [1, 2]],
    ['$.list[?@.id > 1].id', [2]],
  ])('%s', (path, found) => {
    expect(compileJsonPath(path)(document)).toEqual(found);
    expect(query(path, document as JSONValue).values()).toEqual(found);
  });

  it('finds what json-p3 finds, for any document and any path to a single value', () => {
    const name = fc.constantFrom('a', 'b', 'constructor', '__proto__', 'length', '0', 'x y');
    const segment = fc.oneof(
      name.map((text) => `['${text}']`),
      fc.constantFrom('.a', '.b', '.length'),
      fc.integer({ min: -3, max: 3 }).map((index) => `[${index}]`),
    );
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(null, 0, 1, '', 'text', true),
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(name, tie('any'), { maxKeys: 4 }),
      ),
    })).any;
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 4 }), value, (segments, any) => {
        const json = JSON.parse(JSON.stringify(any));
        const path = `$${segments.join('')}`;
        expect(compileJsonPath(path)(json)).toEqual(query(path, json).values());
      }),
    );
  });

  it('finds nothing where there is no JSON', () => {
    expect(compileJsonPath('$.a')(undefined)).toEqual([]);
  });

  it('refuses what is no path', () => {
    expect(() => compileJsonPath('$.')).toThrow();
    expect(() => compileJsonPath('list')).toThrow();
  });
});

it('writes values as text', () => {
  expect(['x', 1, null, true, { a: 1 }].map(jsonText)).toEqual(['x', '1', 'null', 'true', '{"a":1}']);
});

it('finds nothing in a document that nests deeper than can be followed, and writes no text of it', () => {
  const deep: unknown = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
  expect(compileJsonPath('$..a')(deep)).toEqual([]);
  expect(compileJsonPath('$')(deep).map(jsonText)).toEqual([undefined]);
});
