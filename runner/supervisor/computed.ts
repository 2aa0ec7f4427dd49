import { readFileSync } from 'node:fs';

/** How long the first thread of a process has computed, ms; null when the system does not tell. */
export function computedMs(pid: number | undefined): number | null {
  if (pid === undefined) return null;
  try {
    const [nanoseconds] = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ');
    return Number(nanoseconds) / 1e6;
  } catch {
    return null;
  }
}
