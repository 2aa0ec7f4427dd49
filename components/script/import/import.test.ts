import { describe, expect, it } from 'vitest';
import { readScriptFile } from '../files/read-file.ts';
import { withoutFolder } from './brought-files.ts';
import { entriesOf } from './entries-of.ts';

const files = (texts: Record<string, string>) =>
  Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, { text }]));

describe('which of several files is the script', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['the only one', { 'a.js': 'nothing yet', 'users.csv': '' }, ['a.js']],
    [
      'the one that exports a function',
      { 'a.js': 'export const x = 1;', 'main.js': 'export default function () {}' },
      ['main.js'],
    ],
    [
      'not one that others import',
      {
        'lib/shop.js': 'export default class Shop {}',
        'test.ts': "import Shop from './lib/shop.js';\nexport default () => {};",
      },
      ['test.ts'],
    ],
    [
      'any of those that could be, the outermost first',
      { 'b/deep.js': 'export default () => {};', 'one.js': 'export default () => {};' },
      ['one.js', 'b/deep.js'],
    ],
    ['none', { 'users.csv': 'a,b' }, []],
  ])('is %s', (_, texts, entries) => expect(entriesOf(files(texts))).toEqual(entries));
});

it('leaves out the folders that all files lie in', () => {
  const paths = (given: string[]) => withoutFolder(given.map((path) => ({ path }))).map(({ path }) => path);
  expect(paths(['shop/tests/a.js', 'shop/tests/lib/b.js'])).toEqual(['a.js', 'lib/b.js']);
  expect(paths(['shop/a.js', 'other/b.js'])).toEqual(['shop/a.js', 'other/b.js']);
  expect(paths(['a.js', 'lib/b.js'])).toEqual(['a.js', 'lib/b.js']);
});

it('keeps text as text and bytes as bytes', async () => {
  expect(await readScriptFile(new Blob(['ä€ 日本\r\n']))).toEqual({ text: 'ä€ 日本\r\n' });
  const bytes = Uint8Array.from({ length: 100_000 }, (_, at) => (at * 7) % 256);
  expect(await readScriptFile(new Blob([bytes]))).toEqual({ base64: Buffer.from(bytes).toString('base64') });
});
