import { isIP } from 'node:net';
import { planPeak } from '../../lib/load/peak.ts';
import type { Environment } from '../../lib/plan/environment.ts';
import { overrideOf, portOf } from '../../lib/plan/host-address.ts';
import type { Plan } from '../../lib/plan/plan.ts';
import { fixedOrigins } from '../../lib/run/fixed-hosts.ts';
import { isLoopbackIPv4, MANY_VUS, SOURCES } from '../http/source-addresses.ts';
import type { Machine } from './machine.ts';
import { OTHER_FILES } from './workers-needed.ts';

/** Measured by `npm run bench:reach`: what a worker takes before its first VU, and a VU with its connection. */
const BYTES_PER_WORKER = 90 * 1024 ** 2;
const BYTES_PER_VU = 20 * 1024;

/**
 * Sentences about what this machine cannot give to a run with so many workers: files, local ports, memory; none when it
 * can. Names that only a look-up resolves are not judged: how many addresses stand behind them is not known.
 */
export function machineProblems(
  plan: Plan,
  environment: Environment,
  workers: number,
  machine: Machine,
): string[] {
  const { vus } = planPeak(plan);
  const origins = fixedOrigins(plan, environment);
  const connections = vus * Math.max(1, origins.length);
  return [
    ...fileProblems(connections, workers, machine),
    ...origins.flatMap((origin) => portProblems(origin, vus, environment, machine)),
    ...memoryProblems(vus, workers, machine),
  ];
}

function fileProblems(connections: number, workers: number, machine: Machine): string[] {
  const problems: string[] = [];
  const each = Math.ceil(connections / workers) + OTHER_FILES;
  if (each > machine.filesPerProcess) {
    problems.push(
      `each of ${workers} load workers would need ${shown(each)} open files for its connections, but a process may open ${shown(machine.filesPerProcess)}; use more workers, or raise the limit (ulimit -Hn, LimitNOFILE of a service)`,
    );
  }
  const all = connections + workers * OTHER_FILES;
  if (all > machine.filesLeft) {
    problems.push(
      `the connections need ${shown(all)} open files, but the system has ${shown(machine.filesLeft)} left for all processes; raise fs.file-max (sysctl -w fs.file-max=${machine.filesLeft + 2 * all})`,
    );
  }
  return problems;
}

function portProblems(origin: URL, vus: number, environment: Environment, machine: Machine): string[] {
  const pairs = addressPairs(origin, vus, environment, machine);
  if (vus <= pairs * machine.localPorts) return [];
  const towards = `${origin.hostname}:${portOf(origin)}`;
  const loopback =
    origin.hostname === 'localhost' ? ' Or write 127.0.0.1, towards which we use many addresses.' : '';
  return [
    `${shown(vus)} VUs need as many local ports towards ${towards}, but this machine has ${shown(pairs * machine.localPorts)} (net.ipv4.ip_local_port_range); widen it (sysctl -w net.ipv4.ip_local_port_range="1024 65535"), give the target more addresses (hosts of the environment), or use fewer VUs or several machines.${loopback}`,
  ];
}

/** Pairs of a local and a remote address that connections to an origin can use. */
function addressPairs(origin: URL, vus: number, environment: Environment, machine: Machine): number {
  const override = overrideOf(environment.hosts, origin);
  const host = origin.hostname.replace(/^\[(.*)\]$/, '$1');
  const addresses = override?.map(({ ip }) => ip) ?? [host];
  const sources = (address: string) =>
    isLoopbackIPv4(address) && machine.platform === 'linux' && vus >= MANY_VUS ? SOURCES : 1;
  if (override === null && isIP(host) === 0 && host !== 'localhost') return Number.POSITIVE_INFINITY;
  return addresses.reduce((sum, address) => sum + sources(address), 0);
}

function memoryProblems(vus: number, workers: number, { memoryBytes }: Machine): string[] {
  const needed = workers * BYTES_PER_WORKER + vus * BYTES_PER_VU;
  if (needed <= memoryBytes) return [];
  return [
    `${shown(vus)} VUs in ${workers} load workers need about ${megabytes(needed)} MB of memory, but this machine has ${megabytes(memoryBytes)} MB left; end other programs, add memory, or use fewer VUs or several machines`,
  ];
}

const shown = (count: number) => count.toLocaleString('en-US');
const megabytes = (bytes: number) => shown(Math.ceil(bytes / 1024 ** 2));
