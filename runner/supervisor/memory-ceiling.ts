import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** How often a process is looked at, ms: what fills memory fast gets no further than some hundred MB in that time. */
const LOOK_MS = 50;

/**
 * Ends a process that holds more memory than it may, buffers included, which the ceiling of its heap leaves out. Does
 * nothing where the system does not tell (`/proc`). Gives back what ends the watch.
 */
export function watchMemory(child: ChildProcess, mostMb: number, over: () => void): () => void {
  const timer = setInterval(() => {
    const bytes = residentBytes(child.pid);
    if (bytes === null || bytes <= mostMb * 1_000_000) return;
    clearInterval(timer);
    child.kill('SIGKILL');
    over();
  }, LOOK_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Memory of a process that is not swapped out; null when the system does not tell. */
function residentBytes(pid: number | undefined): number | null {
  if (pid === undefined) return null;
  try {
    const [, kB] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kB === undefined ? null : Number(kB) * 1024;
  } catch {
    return null;
  }
}
