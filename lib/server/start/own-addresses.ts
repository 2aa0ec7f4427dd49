import { isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { isLoopback } from '../http/allowed-hosts.ts';

const EVERYWHERE = new Set(['0.0.0.0', '::', '[::]']);

/**
 * Names by which a server that listens on `host` may be called, as they stand in a Host header: the host itself, or all
 * addresses of this machine. An address, unlike a name, cannot be made to point elsewhere.
 */
export function ownAddresses(host: string): string[] {
  if (!EVERYWHERE.has(host)) return isLoopback(host) ? [] : [inHeader(host)];
  return Object.values(networkInterfaces())
    .flat()
    .flatMap((entry) => (entry ? [inHeader(entry.address)] : []));
}

/** The address at which a browser on this machine finds a server that listens on `host`. */
export function browserAddress(host: string, port: number): string {
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${inHeader(name)}:${port}`;
}

const inHeader = (address: string) => (isIPv6(address) ? `[${address}]` : address.toLowerCase());
