import { join } from 'node:path';
import { fingerprint, isStamped, stamp } from './fingerprint.mjs';
import { root } from './root.mjs';
import { runtimeNode } from './runtime.mjs';
import { runTool } from './tool.mjs';

/** All that goes into the pages. */
const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema.prisma',
  'next.config.js',
  'postcss.config.js',
  'postcss.config.mjs',
  'proxy.ts',
  'instrumentation.ts',
  'tsconfig.json',
  'package-lock.json',
];

const skip = (path) => path === 'lib/server/generated' || /\.test\.tsx?$/.test(path);

/** Where Next puts the pages. */
export function distFolder() {
  return join(root, process.env.NEXT_DIST_DIR ?? '.next');
}

/** What the pages would be built from now. */
export function pagesFingerprint() {
  return fingerprint(SOURCES, { skip });
}

/** Whether the pages were built from exactly the present sources. */
export function pagesAreBuilt() {
  return isStamped(join(distFolder(), 'built-from'), pagesFingerprint());
}

/** Builds the pages. Throws with Next's own words when that fails. */
export async function buildPages() {
  const print = pagesFingerprint();
  const { code, output } = await runTool(
    runtimeNode(),
    [join(root, 'node_modules/next/dist/bin/next'), 'build'],
    {
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1' },
    },
  );
  if (code !== 0) {
    if (/ENOSPC/.test(output))
      throw new Error(`The disk is full: the pages could not be built in ${distFolder()}.`);
    throw new Error(`The pages could not be built. Next says:\n${output.trim()}`);
  }
  stamp(join(distFolder(), 'built-from'), print);
}
