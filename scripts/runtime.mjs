import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/** The major version of Node that server.ts, cli.ts and the tests need. */
export const RUNTIME_MAJOR = 24;

/** The Node that came with the packages, or undefined when it is not installed. */
export function packagedNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const path = join(root, 'node_modules', 'node', 'bin', name);
  return existsSync(path) ? path : undefined;
}

/** Whether this very process runs on a Node that is new enough. */
export function isRuntime() {
  return Number(process.versions.node.split('.')[0]) >= RUNTIME_MAJOR;
}

/** Whether there is a Node to run TypeScript with. */
export function hasRuntime() {
  return packagedNode() !== undefined || (isRuntime() && existsSync(process.execPath));
}

/** The Node to run TypeScript with: ours, or else the current one if it is new enough. */
export function runtimeNode() {
  const node = packagedNode() ?? (isRuntime() ? process.execPath : undefined);
  if (!node) {
    throw new Error(
      `Rehearsal runs on Node ${RUNTIME_MAJOR}. The package "node" should have brought it but did not, ` +
        `and this is Node ${process.versions.node}. Install Node ${RUNTIME_MAJOR}, or delete node_modules and start again.`,
    );
  }
  return node;
}
