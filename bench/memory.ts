import { readdirSync, readFileSync } from 'node:fs';

/** Bytes of a process: resident, and resident with shared pages divided among their users. */
export type Memory = { rss: number; pss: number };

/** All live descendants of `pid`, itself included. */
export function processTree(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = quietly(() => readFileSync(`/proc/${name}/stat`, 'utf8'));
    // The command, in parentheses, may hold spaces; the parent is the second field behind it.
    if (stat) parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  const tree = [pid];
  for (const member of tree) for (const [child, parent] of parents) if (parent === member) tree.push(child);
  return tree;
}

/** Sum over the processes that still live. */
export function memoryOf(pids: number[]): Memory {
  const sum = { rss: 0, pss: 0 };
  for (const pid of pids) {
    const text = quietly(() => readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? '';
    sum.rss += Number(/^Rss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024;
    sum.pss += Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024;
  }
  return sum;
}

function quietly<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
