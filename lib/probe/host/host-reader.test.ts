import { expect, it } from 'vitest';
import { HostReader } from './host-reader.ts';

const files = (busy: number, idle: number, received: number, again = 0) => ({
  stat: `cpu  ${busy} 0 0 ${idle} 0 0 0 0 0 0\ncpu0 1 1 1 1\ncpu1 1 1 1 1\nintr 5\n`,
  meminfo: 'MemTotal:       8000 kB\nMemFree: 10 kB\nMemAvailable:    6000 kB\n',
  loadavg: '1.50 1.00 0.50 1/100 4242\n',
  sockstat: 'sockets: used 300\nTCP: inuse 40 orphan 0 tw 10 alloc 55 mem 3\n',
  netDev: `Inter-|   Receive\n face |bytes\n    lo: 999 1 0 0 0 0 0 0 999 1\n  eth0: ${received} 1 0 0 0 0 0 0 50 1\n`,
  snmp: `Ip: A B\nIp: 1 2\nTcp: RtoMin InSegs OutSegs RetransSegs\nTcp: 200 1 ${100 * again} ${again}\n`,
});

it('tells what the machine did between two looks', () => {
  const reader = new HostReader();
  expect(reader.measure(files(100, 100, 1000), 0).map(({ series }) => series.role)).toEqual([
    'host-cpus',
    'host-load',
    'host-memory-available',
    'host-memory',
    'host-sockets',
  ]);
  const found = Object.fromEntries(
    reader.measure(files(250, 150, 5000, 8), 2000).map(({ series, value }) => [series.role, value]),
  );
  expect(found).toEqual({
    'host-cpu': 1.5,
    'host-cpus': 2,
    'host-load': 1.5,
    'host-memory-available': 6_144_000,
    'host-memory': 8_192_000,
    'host-sockets': 55,
    'host-received': 2000,
    'host-sent': 0,
    'host-segments': 400,
    'host-retransmits': 4,
  });
});

it('has nothing to say where there is no /proc', () => {
  const nothing = { stat: '', meminfo: '', loadavg: '', sockstat: '', netDev: '', snmp: '' };
  expect(new HostReader().measure(nothing, 0)).toEqual([]);
});
