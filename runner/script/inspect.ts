import { realpathSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { InspectedScript } from '../../lib/script/options/k6-options.ts';
import type { ScriptProblem } from '../../lib/script/problem.ts';
import { computedMs } from '../supervisor/computed.ts';
import { launchInspector, SCRIPT_HEAP_MB } from '../supervisor/launch.ts';
import { watchMemory } from '../supervisor/memory-ceiling.ts';
import type { FromInspector, ToInspector } from './inspect-protocol.ts';

/** What looking at a script may take: how long its top level may run, and the memory of its objects. */
export type InspectLimits = { withinMs: number; heapMb: number };
const USUAL: InspectLimits = { withinMs: 15_000, heapMb: SCRIPT_HEAP_MB };
/** A busy machine takes its time to start a process. */
const STARTED_WITHIN_MS = 30_000;
const LOOK_AGAIN_MS = 100;
/** However busy the machine is, it does not wait longer than so many times the time that the script may compute. */
const MOST_TIMES = 10;
const MOST_STDERR = 4000;
/** What the process takes beside the objects of the script. */
const PROCESS_MB = 300;

export type Inspection = { ok: true; script: InspectedScript } | { ok: false; problems: ScriptProblem[] };

type Said = (level: 'debug' | 'info' | 'warn' | 'error', text: string) => void;

/** Looks at a script file: loads it with its imports in a locked-down process, without any load. */
export function inspectFile(
  path: string,
  env: Record<string, string>,
  said: Said,
  limits: Partial<InspectLimits> = {},
): Promise<Inspection> {
  const real = realpathSync(path);
  const folder = dirname(real);
  return inspect({ folder, files: {}, entry: basename(real), env }, said, { ...USUAL, ...limits });
}

/** What is looked at when all files of a script are at hand. */
export type ScriptSource = Pick<ToInspector, 'entry' | 'files' | 'env'>;

/** Looks at a script whose files are all given, in the same way; none of the machine's can be read. */
export function inspectFiles(source: ScriptSource, said: Said, limits: InspectLimits): Promise<Inspection> {
  return inspect({ folder: null, ...source }, said, limits);
}

async function inspect(request: ToInspector, said: Said, limits: InspectLimits): Promise<Inspection> {
  const { withinMs, heapMb } = limits;
  const child = launchInspector(request.folder, heapMb);
  const { promise, resolve } = Promise.withResolvers<Inspection>();
  const refuse = (message: string) =>
    resolve({ ok: false, problems: [{ file: request.entry, line: null, message }] });
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr = (stderr + text).slice(-MOST_STDERR);
  });
  const giveUp = (message: string) => () => {
    refuse(message);
    child.kill('SIGKILL');
  };
  let timer = setTimeout(giveUp('the process that looks at the script does not start'), STARTED_WITHIN_MS);
  const began = () => {
    clearTimeout(timer);
    const message = `the top level of the script did not end within ${withinMs / 1000} s; look for an endless loop outside of its functions`;
    const before = computedMs(child.pid) ?? 0;
    const latest = performance.now() + MOST_TIMES * withinMs;
    // Time in which a busy machine did not let it compute does not count.
    const look = () => {
      const computed = computedMs(child.pid);
      const left = computed === null ? 0 : withinMs - (computed - before);
      if (left <= 0 || performance.now() > latest) giveUp(message)();
      else timer = setTimeout(look, Math.max(left, LOOK_AGAIN_MS));
    };
    timer = setTimeout(look, withinMs);
  };
  const tooLarge = () => refuse(`the top level of the script takes more than ${heapMb} MB of memory`);
  const unwatch = watchMemory(child, heapMb + PROCESS_MB, tooLarge);
  child.on('message', (message) => {
    const told = message as FromInspector;
    if (told.type === 'began') began();
    else if (told.type === 'said') said(told.level, told.text);
    else if (told.type === 'refused') resolve({ ok: false, problems: told.problems });
    else {
      const { files, options, metrics, exports } = told;
      resolve({ ok: true, script: { entry: request.entry, files, options, metrics, exports } });
    }
  });
  child.on('error', (error) => refuse(`the script cannot be looked at: ${error.message}`));
  child.on('close', (code, signal) => {
    if (/heap out of memory/.test(stderr)) tooLarge();
    else refuse(`the process that looks at the script ended (${signal ?? code}): ${stderr.trim()}`);
  });
  child.send(request);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    unwatch();
    child.kill('SIGKILL');
  }
}
