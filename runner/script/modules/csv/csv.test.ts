import { expect, test } from 'vitest';
import { SharedArrays } from '../data/shared-array.ts';
import { File } from '../fs/file.ts';
import { createCsv } from './csv.ts';
import { csvRecords } from './records.ts';

const promised = async <T>(make: () => T): Promise<T> => make();

const file = (text: string, path = 'data.csv') => new File(path, Buffer.from(text), promised);

const csv = (arrays = new SharedArrays(), inInit = true) =>
  createCsv({
    arrays,
    textOf: (one) => Buffer.from(File.bytes(one)).toString('utf8'),
    inInit: () => inInit,
    promised,
  });

test.each([
  [
    'a,b\nc,d',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a,b\r\nc,d\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    '"a,1","b ""x"""\n\nc,d\n',
    [
      ['a,1', 'b "x"'],
      ['c', 'd'],
    ],
  ],
  ['"two\r\nlines",b', [['two\nlines', 'b']]],
  [
    'a,\n,b',
    [
      ['a', ''],
      ['', 'b'],
    ],
  ],
  ['\ufeffa\nb', [['a'], ['b']]],
  ['', []],
])('reads %j', (text, records) => {
  expect([...csvRecords(text, ',')]).toEqual(records);
});

test.each([
  ['a,b\nc', 'record on line 2: wrong number of fields (1 instead of 2)'],
  ['a\n"b', 'parse error on line 2: extraneous or missing " in quoted-field'],
  ['a"b', 'parse error on line 1: bare " in non-quoted field'],
  ['"a"b', 'parse error on line 1: extraneous or missing " in quoted-field'],
])('refuses %j with its line', (text, message) => {
  expect(() => [...csvRecords(text, ',')]).toThrow(message);
});

const LINES = 'name,age\nann,1\nbob,2\ncat,3\n';

test.each([
  [
    {},
    [
      ['name', 'age'],
      ['ann', '1'],
      ['bob', '2'],
      ['cat', '3'],
    ],
  ],
  [
    { skipFirstLine: true },
    [
      ['ann', '1'],
      ['bob', '2'],
      ['cat', '3'],
    ],
  ],
  [
    { fromLine: 2 },
    [
      ['bob', '2'],
      ['cat', '3'],
    ],
  ],
  [
    { fromLine: 1, toLine: 2 },
    [
      ['ann', '1'],
      ['bob', '2'],
    ],
  ],
  [{ asObjects: true, toLine: 1 }, [{ name: 'ann', age: '1' }]],
])('takes the rows that %j asks for', async (options, rows) => {
  expect([...(await csv().parse(file(LINES), options))]).toEqual(rows);
});

test('rows are parsed once for all VUs and cannot be changed', async () => {
  const arrays = new SharedArrays();
  const [one, two] = [await csv(arrays).parse(file(LINES)), await csv(arrays).parse(file(LINES))];
  expect(one).toBe(two);
  expect(() => (one[0] as string[]).push('x')).toThrow();
  expect(await csv(arrays).parse(file(LINES), { fromLine: 1 })).not.toBe(one);
});

test('a parser gives one row after the other', async () => {
  const parser = new (csv().Parser)(file('a;b\n1;2'), { delimiter: ';', skipFirstLine: true });
  expect(await parser.next()).toEqual({ done: false, value: ['1', '2'] });
  expect(await parser.next()).toEqual({ done: true, value: [] });
});

test.each([
  [{ delimiter: ';;' }, 'delimiter'],
  [{ fromLine: -1 }, 'fromLine'],
  [{ fromLine: 3, toLine: 3 }, 'less than'],
  [{ asObjects: true, skipFirstLine: true }, 'skipFirstLine'],
])('refuses the options %j', async (options, message) => {
  await expect(csv().parse(file(LINES), options)).rejects.toThrow(message);
});

test('parse() belongs to the init context and to an open file', async () => {
  await expect(csv(new SharedArrays(), false).parse(file(LINES))).rejects.toThrow('init context');
  await expect(csv().parse('data.csv')).rejects.toThrow('k6/experimental/fs');
});
