import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint, isStamped, stamp } from './fingerprint.mjs';
import { root } from './root.mjs';
import { runtimeNode } from './runtime.mjs';

const STAMP = join(root, 'lib/server/generated/.stamp');

/** Whether lib/server/generated holds the client of this very schema. */
export function clientIsGenerated() {
  return isStamped(STAMP, clientFingerprint());
}

function clientFingerprint() {
  return fingerprint(['prisma/schema.prisma', 'node_modules/prisma/package.json']);
}

/** Writes the database client to lib/server/generated. Throws with Prisma's own words when the schema is wrong. */
export function generateClient() {
  const print = clientFingerprint();
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
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const done = clientIsGenerated();
  if (!done) generateClient();
  console.log(done ? 'The database client is up to date.' : 'Generated the database client.');
}
