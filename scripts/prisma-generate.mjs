import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint, isStamped, stamp } from './fingerprint.mjs';
import { root } from './root.mjs';
import { runtimeNode } from './runtime.mjs';

const STAMP = join(root, 'lib/server/generated/.stamp');

/**
 * Writes the database client to lib/server/generated, unless it is there for this very schema.
 * Returns whether it did anything; throws with Prisma's own words when the schema is wrong.
 */
export function generateClient() {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/prisma/package.json'), 'utf8'));
  const print = fingerprint(['prisma/schema.prisma'], { extra: version });
  if (isStamped(STAMP, print)) return false;
  const result = spawnSync(runtimeNode(), [join(root, 'node_modules/prisma/build/index.js'), 'generate'], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      // The generator needs no engine, but Prisma downloads one unless it is shown some program.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  });
  if (result.error) throw result.error;
  if (result.status !== 0) {
    throw new Error(
      `The database client could not be generated:\n${result.stdout}${result.stderr}`.trimEnd(),
    );
  }
  stamp(STAMP, print);
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(generateClient() ? 'Generated the database client.' : 'The database client is up to date.');
}
