import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { root } from './root.mjs';

/**
 * A hash of the given files and folders of the project (paths relative to its root): names and contents.
 * What does not exist counts as such. `skip(path)` leaves files and folders out.
 */
export function fingerprint(paths, { skip = () => false, extra = '' } = {}) {
  const hash = createHash('sha256').update(extra);
  for (const path of paths.flatMap((path) => filesBelow(join(root, path), skip)).sort()) {
    const content = readFileSync(path);
    hash.update(`\0${relative(root, path).split(sep).join('/')}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function filesBelow(path, skip) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats || skip(relative(root, path).split(sep).join('/'))) return [];
  if (!stats.isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesBelow(join(path, name), skip));
}

/** Whether the stamp file holds this fingerprint. */
export function isStamped(file, print) {
  try {
    return readFileSync(file, 'utf8').trim() === print;
  } catch {
    return false;
  }
}

/** Writes the fingerprint to the stamp file. */
export function stamp(file, print) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${print}\n`);
}
