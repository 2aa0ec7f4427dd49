import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { writeAccounts } from './accounts.ts';
import { writeCatalogue } from './catalogue.ts';

/** Sources that decide what a catalogue contains; a change to them makes a new file. */
const catalogueSources = ['catalogue.ts', 'catalogue-schema.ts', 'random.ts', 'words.ts'];

/**
 * Makes sure that the catalogue exists and gives its path. It is written beside its place and
 * renamed when complete, so a killed seeding or two at once never leave a broken file.
 */
export function ensureCatalogue(dataDir: string, products: number, tell: (line: string) => void): string {
  mkdirSync(dataDir, { recursive: true });
  removeLeftovers(dataDir);
  const path = join(dataDir, `catalogue-${products}-${catalogueVersion()}.sqlite`);
  if (existsSync(path)) return path;
  const startedAt = performance.now();
  tell(`shop: seeding ${products.toLocaleString('en')} products into ${path}`);
  const part = ownPath(dataDir, 'catalogue', 'part');
  try {
    writeCatalogue(part, products);
    flush(part);
    renameSync(part, path);
  } finally {
    rmSync(part, { force: true });
  }
  tell(`shop: seeded in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  return path;
}

/** Writes this shop's own accounts and gives their path. Remove them with `removeAccounts`. */
export function createAccounts(dataDir: string, products: number, passwordHash: string): string {
  const path = ownPath(dataDir, 'accounts', 'sqlite');
  writeAccounts(path, products, passwordHash);
  return path;
}

export function removeAccounts(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
}

function catalogueVersion(): string {
  const digest = createHash('sha256');
  for (const name of catalogueSources) digest.update(readFileSync(join(import.meta.dirname, name)));
  return digest.digest('hex').slice(0, 8);
}

/** A file of this process alone; the process's id in its name tells others when it is a leftover. */
function ownPath(dataDir: string, kind: string, extension: string): string {
  const unique = randomBytes(4).toString('hex');
  return join(dataDir, `${kind}.${process.pid}.${unique}.${extension}`);
}

/** Waits until the file's contents are on the disk. */
function flush(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}

function removeLeftovers(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    const owner = /^(?:catalogue|accounts)\.(\d+)\.[0-9a-f]{8}\./.exec(name)?.[1];
    if (owner && !isRunning(Number(owner))) rmSync(join(dataDir, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
