import { readFileSync } from 'node:fs';

/** What this machine can give. Infinity where it does not say. */
export type Machine = {
  platform: NodeJS.Platform;
  /** Files that one process may open. */
  filesPerProcess: number;
  /** Files that may still be opened, by all processes together. */
  filesLeft: number;
  /** Local ports for connections from one address to one address and port. */
  localPorts: number;
  /** Memory that can be had without swapping, bytes. */
  memoryBytes: number;
};

export function readMachine(): Machine {
  const [opened, , most] = numbers('/proc/sys/fs/file-nr');
  const [firstPort, lastPort] = numbers('/proc/sys/net/ipv4/ip_local_port_range');
  const available = /^MemAvailable:\s+(\d+) kB/m.exec(read('/proc/meminfo'))?.[1];
  return {
    platform: process.platform,
    filesPerProcess: filesPerProcess(),
    filesLeft: opened === undefined || most === undefined ? Number.POSITIVE_INFINITY : most - opened,
    localPorts: firstPort === undefined || lastPort === undefined ? USUAL_PORTS : lastPort - firstPort + 1,
    memoryBytes: available === undefined ? Number.POSITIVE_INFINITY : Number(available) * 1024,
  };
}

/** What IANA sets aside for this, and macOS uses. */
const USUAL_PORTS = 16_384;
const FALLBACK_FILES = 8192;

/** Files that a process may open. Node raises its soft limit to the hard one when it starts. */
export function filesPerProcess(): number {
  const limit = /^Max open files\s+\S+\s+(\d+)/m.exec(read('/proc/self/limits'))?.[1];
  return Number(limit ?? FALLBACK_FILES);
}

function numbers(file: string): number[] {
  return read(file).split(/\s+/).filter(Boolean).map(Number);
}

/** Empty where there is no such file: only Linux has them. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
