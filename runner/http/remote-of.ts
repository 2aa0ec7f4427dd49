import type { RemoteRecorder } from '../recorder/remotes.ts';
import type { Network } from './open-socket.ts';
import type { Origin } from './origins.ts';

/** What is kept of the address at the other end of a connection; null while nobody is known there. */
export function remoteOf(
  { host, place }: Origin,
  { remotes }: Network,
  ip: string | undefined,
  port: number | undefined,
): RemoteRecorder | null {
  if (ip === undefined || port === undefined) return null;
  return remotes.of(host, ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`, place.named);
}
