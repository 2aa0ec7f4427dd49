import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAccounts, ensureCatalogue, removeAccounts } from './files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'seed-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const silent = () => {};

/** Runs a module in a process of its own that seeds into the folder. */
function seedElsewhere(products: number) {
  const files = JSON.stringify(new URL('./files.ts', import.meta.url).href);
  const code = `import { ensureCatalogue } from ${files};
    console.log('seeding');
    console.log(ensureCatalogue(${JSON.stringify(folder)}, ${products}, () => {}));`;
  return spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

test('the catalogue is written once and told about', () => {
  const lines: string[] = [];
  const tell = (line: string) => lines.push(line);
  const path = ensureCatalogue(join(folder, 'new', 'place'), 120, tell);
  expect(lines).toEqual([
    expect.stringContaining('seeding 120 products'),
    expect.stringContaining('seeded in'),
  ]);
  expect(ensureCatalogue(join(folder, 'new', 'place'), 120, tell)).toBe(path);
  expect(lines).toHaveLength(2);
});

test('the same number of products gives the same catalogue', () => {
  const one = readFileSync(ensureCatalogue(join(folder, 'one'), 120, silent));
  const other = readFileSync(ensureCatalogue(join(folder, 'other'), 120, silent));
  expect(one.equals(other)).toBe(true);
});

test('the catalogue holds what it says', () => {
  const database = new DatabaseSync(ensureCatalogue(folder, 120, silent), { readOnly: true });
  const count = (sql: string) => database.prepare(`SELECT count(*) AS rows FROM ${sql}`).get()?.rows;
  expect(count('products')).toBe(120);
  expect(count('prices')).toBe(120);
  expect(count('families')).toBe(3);
  expect(count('texts')).toBe(24);
  expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  database.close();
});

test('a seeding that is killed leaves nothing that counts', async () => {
  const seeding = seedElsewhere(500_000);
  await once(seeding.stdout, 'data');
  while (!readdirSync(folder).some((name) => name.endsWith('.part'))) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  seeding.kill('SIGKILL');
  await once(seeding, 'exit');
  expect(readdirSync(folder)).toEqual([expect.stringMatching(/\.part$/)]);
  const path = ensureCatalogue(folder, 120, silent);
  expect(readdirSync(folder).map((name) => join(folder, name))).toEqual([path]);
});

test('two seedings at once agree', async () => {
  const outcomes = [seedElsewhere(2_000), seedElsewhere(2_000)].map(async (seeding) => {
    seeding.stdout.setEncoding('utf8');
    const lines = (await seeding.stdout.toArray()).join('').trim().split('\n');
    return lines.at(-1);
  });
  const [one, other] = await Promise.all(outcomes);
  expect(one).toBe(other);
  expect(readdirSync(folder).map((name) => join(folder, name))).toEqual([one]);
});

test('accounts belong to one shop, and those of a dead one are cleared away', () => {
  const [one, other] = [createAccounts(folder, 10, 'hash'), createAccounts(folder, 10, 'hash')];
  expect(one).not.toBe(other);
  // No process can have this id: Linux counts to 4194304 at most.
  const orphan = join(folder, 'accounts.4194305.0123abcd.sqlite');
  writeFileSync(orphan, '');
  ensureCatalogue(folder, 10, silent);
  expect([one, other, orphan].map((path) => existsSync(path))).toEqual([true, true, false]);
  removeAccounts(one);
  expect(existsSync(one)).toBe(false);
});
