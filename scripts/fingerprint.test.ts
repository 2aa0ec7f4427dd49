import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fingerprint, isStamped, stamp } from './fingerprint.mjs';
import { root } from './root.mjs';

let folder: string;

beforeEach(() => {
  mkdirSync(join(root, '.cache'), { recursive: true });
  folder = mkdtempSync(join(root, '.cache/fingerprint-'));
  mkdirSync(join(folder, 'deep'));
  writeFileSync(join(folder, 'deep/a.ts'), 'one');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const print = (options = {}) => fingerprint([relative(root, folder), 'not-there'], options);

it('changes with contents and names, and with nothing else', () => {
  const before = print();
  writeFileSync(join(folder, 'deep/a.ts'), 'one');
  expect(print()).toBe(before);
  writeFileSync(join(folder, 'deep/a.ts'), 'two');
  const changed = print();
  expect(changed).not.toBe(before);
  renameSync(join(folder, 'deep/a.ts'), join(folder, 'deep/b.ts'));
  expect(print()).not.toBe(changed);
});

it('leaves out what is to be skipped', () => {
  const skip = (path: string) => path.endsWith('.test.ts');
  const before = print({ skip });
  writeFileSync(join(folder, 'deep/a.test.ts'), 'a test');
  expect(print({ skip })).toBe(before);
  expect(print()).not.toBe(before);
});

it('knows its stamp again', () => {
  const file = join(folder, 'made/from');
  expect(isStamped(file, 'abc')).toBe(false);
  stamp(file, 'abc');
  expect(isStamped(file, 'abc')).toBe(true);
  expect(isStamped(file, 'abd')).toBe(false);
});
