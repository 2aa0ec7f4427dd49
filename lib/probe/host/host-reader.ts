import { increase } from '../prometheus/histogram.ts';
import type { Measured, ProbeSeries } from '../series.ts';

/** Files of /proc, as Linux writes them; empty where they cannot be read. */
export type HostFiles = Record<'stat' | 'meminfo' | 'loadavg' | 'sockstat' | 'netDev' | 'snmp', string>;

type Counters = Record<'busy' | 'all' | 'received' | 'sent' | 'segments' | 'retransmits', number>;

const curve = (
  role: ProbeSeries['role'],
  chart: string,
  label: string,
  unit: ProbeSeries['unit'],
): ProbeSeries => ({
  ...{ key: `${role}`, role, chart, label, unit, of: '' },
  together: unit === 'cores' || unit === 'bytes-per-second' || unit === 'per-second' ? 'mean' : 'last',
});

const CURVES = {
  busy: curve('host-cpu', 'CPU of the machine', 'busy', 'cores'),
  cpus: curve('host-cpus', 'CPU of the machine', 'in all', 'cores'),
  load: curve('host-load', 'Load of the machine', '1 min', 'count'),
  available: curve('host-memory-available', 'Memory of the machine', 'available', 'bytes'),
  memory: curve('host-memory', 'Memory of the machine', 'in all', 'bytes'),
  sockets: curve('host-sockets', 'Sockets of the machine', 'TCP', 'count'),
  received: curve('host-received', 'Network of the machine', 'received', 'bytes-per-second'),
  sent: curve('host-sent', 'Network of the machine', 'sent', 'bytes-per-second'),
  segments: curve('host-segments', 'TCP of the machine', 'segments sent', 'per-second'),
  retransmits: curve('host-retransmits', 'TCP of the machine', 'sent again', 'per-second'),
};

/** Turns looks at /proc into values: CPU and network by what came since the look before. */
export class HostReader {
  private before: { counters: Counters; atMs: number } | undefined;

  measure(files: HostFiles, atMs: number): Measured[] {
    const counters = { ...cpuOf(files.stat), ...networkOf(files.netDev), ...tcpOf(files.snmp) };
    const { before } = this;
    this.before = { counters, atMs };
    const cpus = (files.stat.match(/^cpu\d+ /gm) ?? []).length;
    const found: Measured[] = [];
    const add = (series: ProbeSeries, value: number | null) => {
      if (value !== null && Number.isFinite(value)) found.push({ series, value });
    };
    const seconds = before ? (atMs - before.atMs) / 1000 : 0;
    if (before && seconds > 0) {
      const grown = (name: keyof Counters) => increase(before.counters[name], counters[name]);
      const all = grown('all');
      if (all > 0) add(CURVES.busy, (grown('busy') / all) * cpus);
      add(CURVES.received, grown('received') / seconds);
      add(CURVES.sent, grown('sent') / seconds);
      if (files.snmp !== '') {
        add(CURVES.segments, grown('segments') / seconds);
        add(CURVES.retransmits, grown('retransmits') / seconds);
      }
    }
    if (cpus > 0) add(CURVES.cpus, cpus);
    add(CURVES.load, numberIn(files.loadavg, /^(\S+)/));
    add(CURVES.available, kilobytesIn(files.meminfo, 'MemAvailable'));
    add(CURVES.memory, kilobytesIn(files.meminfo, 'MemTotal'));
    add(CURVES.sockets, numberIn(files.sockstat, /^TCP: inuse \d+ orphan \d+ tw \d+ alloc (\d+)/m));
    return found;
  }
}

/** Ticks: of `user nice system idle iowait irq softirq steal`, all but idle, iowait and steal are work. */
function cpuOf(stat: string): { busy: number; all: number } {
  const ticks = /^cpu +(.*)$/m.exec(stat)?.[1]?.split(' ').slice(0, 8).map(Number) ?? [];
  const all = ticks.reduce((sum, one) => sum + one, 0);
  return { all, busy: all - [3, 4, 7].reduce((sum, at) => sum + (ticks[at] ?? 0), 0) };
}

/** Bytes through all devices but loopback. */
function networkOf(netDev: string): { received: number; sent: number } {
  let received = 0;
  let sent = 0;
  for (const [, device, numbers = ''] of netDev.matchAll(/^\s*(\S+):\s+(.*)$/gm)) {
    if (device === 'lo') continue;
    const columns = numbers.split(/\s+/).map(Number);
    received += columns[0] ?? 0;
    sent += columns[8] ?? 0;
  }
  return { received, sent };
}

/** Segments of all connections, loopback included. */
function tcpOf(snmp: string): { segments: number; retransmits: number } {
  const [names = [], values = []] = [...snmp.matchAll(/^Tcp: (.*)$/gm)].map(([, line = '']) =>
    line.split(' '),
  );
  const counter = (name: string) => Number(values[names.indexOf(name)] ?? 0);
  return { segments: counter('OutSegs'), retransmits: counter('RetransSegs') };
}

function kilobytesIn(meminfo: string, name: string): number | null {
  const kilobytes = numberIn(meminfo, new RegExp(`^${name}:\\s+(\\d+) kB`, 'm'));
  return kilobytes === null ? null : kilobytes * 1024;
}

function numberIn(text: string, pattern: RegExp): number | null {
  const written = pattern.exec(text)?.[1];
  return written === undefined ? null : Number(written);
}
