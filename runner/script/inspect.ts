import { realpathSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { InspectedScript } from '../../lib/script/k6-options.ts';
import type { ScriptProblem } from '../../lib/script/problem.ts';
import { launchInspector, SCRIPT_HEAP_MB } from '../supervisor/launch.ts';
import type { FromInspector, ToInspector } from './inspect-protocol.ts';

/** How long the top level of a script may take. */
const LOADED_WITHIN_MS = 15_000;
const MOST_STDERR = 4000;

export type Inspection = { ok: true; script: InspectedScript } | { ok: false; problems: ScriptProblem[] };

type Said = (level: 'debug' | 'info' | 'warn' | 'error', text: string) => void;

/** Looks at a script file: loads it with its imports in a locked-down process, without any load. */
export function inspectFile(path: string, env: Record<string, string>, said: Said): Promise<Inspection> {
  const real = realpathSync(path);
  const folder = dirname(real);
  return inspect({ folder, files: {}, entry: basename(real), env }, folder, said);
}

async function inspect(request: ToInspector, folder: string, said: Said): Promise<Inspection> {
  const child = launchInspector(folder);
  const { promise, resolve } = Promise.withResolvers<Inspection>();
  const refuse = (message: string) =>
    resolve({ ok: false, problems: [{ file: request.entry, line: null, message }] });
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-MOST_STDERR);
  });
  const timer = setTimeout(() => {
    refuse(
      `the top level of the script did not end within ${LOADED_WITHIN_MS / 1000} s; look for an endless loop outside of its functions`,
    );
    child.kill('SIGKILL');
  }, LOADED_WITHIN_MS);
  child.on('message', (message) => {
    const told = message as FromInspector;
    if (told.type === 'said') said(told.level, told.text);
    else if (told.type === 'refused') resolve({ ok: false, problems: told.problems });
    else {
      const { files, options, exports } = told;
      resolve({ ok: true, script: { entry: request.entry, files, options, exports } });
    }
  });
  child.on('error', (error) => refuse(`the script cannot be looked at: ${error.message}`));
  child.on('close', (code, signal) => {
    if (/heap out of memory/.test(stderr))
      refuse(`the top level of the script takes more than ${SCRIPT_HEAP_MB} MB of memory`);
    else refuse(`the process that looks at the script ended (${signal ?? code}): ${stderr.trim()}`);
  });
  child.send(request);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
  }
}
