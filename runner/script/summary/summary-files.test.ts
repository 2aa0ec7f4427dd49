import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeSummaryFiles } from './summary-files.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'rehearsal-summary-'));
  mkdirSync(join(root, 'home/reports'), { recursive: true });
  writeFileSync(join(root, 'victim.txt'), 'as it was');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const bytes = (text: string) => new TextEncoder().encode(text);
const home = () => join(root, 'home');

it('writes to the terminal and below the folder', () => {
  const printed: [number, string][] = [];
  const files = new Map([
    ['stdout', bytes('out')],
    ['stderr', bytes('err')],
    ['a.txt', bytes('a')],
    ['reports/b.txt', bytes('b')],
    [join(home(), 'c.txt'), bytes('c')],
  ]);
  const print = (stream: number, given: Uint8Array) =>
    printed.push([stream, new TextDecoder().decode(given)]);
  expect(writeSummaryFiles(files, home(), print)).toEqual([]);
  expect(printed).toEqual([
    [1, 'out'],
    [2, 'err'],
  ]);
  expect(readdirSync(home(), { recursive: true }).sort()).toEqual([
    'a.txt',
    'c.txt',
    'reports',
    'reports/b.txt',
  ]);
});

it.each([
  ['a path above', '../victim.txt', /is outside of the folder/],
  ['an absolute path', 'ROOT/victim.txt', /is outside of the folder/],
  ['a path through a link to a folder', 'out/victim.txt', /is outside of the folder/],
  ['a link to a file', 'link.txt', /cannot be written/],
  ['a folder that is not there', 'none/a.txt', /cannot be written/],
])('refuses %s, and writes the others', (_, name, problem) => {
  symlinkSync(root, join(home(), 'out'));
  symlinkSync(join(root, 'victim.txt'), join(home(), 'link.txt'));
  const problems = writeSummaryFiles(
    new Map([
      [name.replace('ROOT', root), bytes('hurt')],
      ['good.txt', bytes('good')],
    ]),
    home(),
  );
  expect(problems).toEqual([expect.stringMatching(problem)]);
  expect(readFileSync(join(root, 'victim.txt'), 'utf8')).toBe('as it was');
  expect(readFileSync(join(home(), 'good.txt'), 'utf8')).toBe('good');
});
