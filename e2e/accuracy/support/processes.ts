import { readdirSync, readFileSync } from 'node:fs';

/** Processes of load workers that `parent` started and that are alive. Linux only. */
export function workersOf(parent: number): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && parentOf(pid) === parent && commandOf(pid).includes('runner/worker/main.ts'));
}

/** Whether a process exists and is not just waiting for its parent to notice its end. */
export function isAlive(pid: number): boolean {
  const state = statOf(pid)?.[0];
  return state !== undefined && state !== 'Z' && state !== 'X';
}

const parentOf = (pid: number) => Number(statOf(pid)?.[1]);

/** Fields of /proc/PID/stat behind the name, which may hold anything. */
function statOf(pid: number): string[] | undefined {
  return read(`/proc/${pid}/stat`)
    ?.replace(/^.*\) /s, '')
    .split(' ');
}

const commandOf = (pid: number) => read(`/proc/${pid}/cmdline`) ?? '';

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Waits until `holds`; throws when it does not within the time. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  withinMs: number,
  what: string,
): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Not within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
