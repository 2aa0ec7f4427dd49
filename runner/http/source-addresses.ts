import { isIPv4 } from 'node:net';
import { planPeak } from '../../lib/load/peak.ts';
import type { Plan } from '../../lib/plan/plan.ts';

/** With fewer VUs the system finds a free port at once, and the target sees the usual address. */
export const MANY_VUS = 10_000;
export const SOURCES = 60;

/** The local address from which a new connection to a host leaves; undefined where the system chooses. */
export type SourceFor = (hostname: string) => string | undefined;

/**
 * One address has some 28,000 local ports towards another, and the kernel's search for a free one takes ever longer: four
 * fifths of all CPU time with 15,000 connections. On Linux all of 127.0.0.0/8 is this machine, so that connections of very
 * many VUs to a loopback target leave from several addresses in turn.
 */
export function sourceAddresses(plan: Pick<Plan, 'scenarios'>, platform = process.platform): SourceFor {
  if (platform !== 'linux' || planPeak(plan).vus < MANY_VUS) return () => undefined;
  // Workers do not begin with the same address.
  let turn = Math.floor(Math.random() * SOURCES);
  return (hostname) => {
    if (!isLoopbackIPv4(hostname)) return undefined;
    turn = (turn + 1) % SOURCES;
    return `127.0.0.${turn + 1}`;
  };
}

export const isLoopbackIPv4 = (hostname: string) => isIPv4(hostname) && hostname.startsWith('127.');
