import { readFile } from 'node:fs/promises';
import { HostReader } from '../../lib/probe/host/host-reader.ts';
import { ProbeProblem, type ProbeSource } from './probe-source.ts';

/** The machine that this runs on. */
export function hostSource(): ProbeSource {
  const reader = new HostReader();
  const text = (file: string, signal: AbortSignal) =>
    readFile(`/proc/${file}`, { encoding: 'utf8', signal }).catch(() => '');
  return {
    look: async (atMs, signal) => {
      const [stat, meminfo, loadavg, sockstat, netDev, snmp] = await Promise.all([
        text('stat', signal),
        text('meminfo', signal),
        text('loadavg', signal),
        text('net/sockstat', signal),
        text('net/dev', signal),
        text('net/snmp', signal),
      ]);
      if (stat === '')
        throw new ProbeProblem('this machine has no /proc; use node_exporter and a Prometheus probe');
      return reader.measure({ stat, meminfo, loadavg, sockstat, netDev, snmp }, atMs);
    },
    close: async () => {},
  };
}
