import { execFileSync, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './app.ts';

/** A disk of 8 MB in memory, which can be filled to the last byte. Null where it cannot be mounted. */
export function smallDisk() {
  const { path, remove } = temporaryFolder();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', path]).status !== 0) {
    remove();
    return null;
  }
  const filler = join(path, 'filler');
  return {
    path,
    /** Writes until nothing more fits; `dd` ends with an error then. */
    fill: () => void spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=1k']),
    makeRoom: () => rmSync(filler),
    remove: () => {
      execFileSync('umount', [path]);
      remove();
    },
  };
}
