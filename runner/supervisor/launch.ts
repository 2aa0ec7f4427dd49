import { type ChildProcess, fork } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const entry = fileURLToPath(new URL('../worker/main.ts', import.meta.url));

/** What a worker may read: the code it runs. Not the data folder, which lies beside it. */
function readable(): string[] {
  const own = ['runner/*', 'lib/*', 'package.json'].map((path) => `${root}${path}`);
  const modules = `${root}node_modules`;
  return [...own, `${modules}/*`, `${realpathSync(modules)}/*`];
}

/** Of our own environment, a worker gets only where additional certificate authorities are. */
function scrubbed(): NodeJS.ProcessEnv {
  const authorities = process.env.NODE_EXTRA_CA_CERTS;
  return { NODE_ENV: 'production', ...(authorities ? { NODE_EXTRA_CA_CERTS: authorities } : {}) };
}

/**
 * Starts the process of a load worker, locked down with Node's permission flags: it can read the code it runs and use
 * the network, and can neither write files nor start processes or threads.
 */
export function launchWorker(): ChildProcess {
  const env = scrubbed();
  const files = env.NODE_EXTRA_CA_CERTS ? [env.NODE_EXTRA_CA_CERTS] : [];
  return fork(entry, [], {
    cwd: root,
    env,
    execArgv: ['--permission', ...[...readable(), ...files].map((path) => `--allow-fs-read=${path}`)],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}
