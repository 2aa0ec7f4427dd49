import { type ChildProcess, fork } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const entry = fileURLToPath(new URL('../worker/main.ts', import.meta.url));
const inspector = fileURLToPath(new URL('../script/inspector.ts', import.meta.url));

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
 * the network, and can neither write files nor start processes or threads. One that runs a script makes no code of
 * strings, and has a ceiling for its memory.
 */
export function launchWorker(heapMb: number | null = null): ChildProcess {
  return start(entry, [], heapMb === null ? [] : scriptFlags(heapMb));
}

/** Starts the process that looks at a script, of objects of so much memory. It may read the script's folder as well. */
export function launchInspector(folder: string | null, heapMb: number): ChildProcess {
  return start(inspector, folder === null ? [] : [`${folder}/*`], scriptFlags(heapMb));
}

/** Memory that the objects of a process may take before it ends, MB. */
export const SCRIPT_HEAP_MB = 4096;

const scriptFlags = (heapMb: number) => [
  '--disable-warning=ExperimentalWarning',
  '--disallow-code-generation-from-strings',
  `--max-old-space-size=${heapMb}`,
];

function start(file: string, mayRead: string[], flags: string[]): ChildProcess {
  const env = scrubbed();
  const files = env.NODE_EXTRA_CA_CERTS ? [env.NODE_EXTRA_CA_CERTS] : [];
  const readableFiles = [...readable(), ...files, ...mayRead];
  return fork(file, [], {
    cwd: root,
    env,
    execArgv: ['--permission', ...flags, ...readableFiles.map((path) => `--allow-fs-read=${path}`)],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}
