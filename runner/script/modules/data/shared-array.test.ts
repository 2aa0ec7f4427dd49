import { expect, test } from 'vitest';
import { createData, SharedArrays } from './shared-array.ts';

interface Row {
  a: number;
  b: { c: number[] };
}

function vu(arrays = new SharedArrays(), inInit = () => true) {
  const { SharedArray } = createData({ arrays, inInit });
  // A plain function that is called with `new`, as a script does.
  return SharedArray as unknown as new (
    name: unknown,
    make?: unknown,
  ) => unknown[];
}

const rows = () => [{ a: 1, b: { c: [1, 2] } }, 's', 3];

test('reads like an array', () => {
  const shared = new (vu())('users', rows);
  expect(Array.isArray(shared)).toBe(true);
  expect(shared.length).toBe(3);
  expect(JSON.stringify(shared)).toBe('[{"a":1,"b":{"c":[1,2]}},"s",3]');
  expect([...shared].map((row) => typeof row)).toEqual(['object', 'string', 'number']);
  expect(shared.slice(1)).toEqual(['s', 3]);
  expect(shared[9]).toBeUndefined();
});

test('cannot be changed, at any depth', () => {
  const shared = new (vu())('users', rows);
  const row = shared[0] as Row;
  const changes = [
    () => shared.push(1),
    () => shared.sort(),
    () => {
      shared[0] = 1;
    },
    () => {
      shared.length = 0;
    },
    () => delete shared[0],
    () => Object.defineProperty(shared, 'x', { value: 1 }),
  ];
  for (const change of changes) expect(change).toThrow('SharedArray is immutable');
  expect(() => row.b.c.push(3)).toThrow(TypeError);
  expect(() => {
    row.a = 2;
  }).toThrow(TypeError);
});

test('is made once for all VUs of a worker', () => {
  const arrays = new SharedArrays();
  let made = 0;
  const make = () => {
    made++;
    return rows();
  };
  const first = new (vu(arrays))('users', make);
  const second = new (vu(arrays))('users', make);
  expect(made).toBe(1);
  expect(second[0]).toBe(first[0]);
});

test('what is wrong is named', () => {
  const SharedArray = vu();
  expect(() => new SharedArray('', rows)).toThrow("empty name provided to SharedArray's constructor");
  expect(() => new SharedArray('x')).toThrow('a function is expected');
  expect(() => new SharedArray('x', () => ({}))).toThrow('only arrays can be made into SharedArray');
  expect(() => new SharedArray('x', () => [1, undefined])).toThrow('item 1');
  expect(
    () =>
      new SharedArray('x', () => {
        throw new Error('boo');
      }),
  ).toThrow('boo');
  expect(() => new (vu(new SharedArrays(), () => false))('x', rows)).toThrow('init context');
});
