import net from 'node:net';
import tls from 'node:tls';
import type { Remotes } from '../recorder/remotes.ts';
import type { RunClock } from '../worker/run-clock.ts';
import type { OpenSockets } from './open-sockets.ts';
import type { Origin } from './origins.ts';
import type { SourceFor } from './source-addresses.ts';

/** How a worker gets at its targets. */
export type Network = {
  clock: RunClock;
  lookup: net.LookupFunction;
  sourceFor: SourceFor;
  sockets: OpenSockets;
  remotes: Remotes;
};

/** Who waits for a socket. Times are on the run's clock, milliseconds. */
export interface SocketUser {
  /** An address was looked up; not called when it was known already. */
  socketFound(atMs: number): void;
  socketConnected(atMs: number): void;
  /** Can be used now, behind the TLS handshake if there is one. */
  socketOpen(atMs: number): void;
}

/** Takes what comes in: the first `length` bytes of `into`, which all sockets of the worker share. */
export type Reading = { buffer: Buffer; callback: (this: net.Socket, length: number) => boolean };

/** Opens a socket to an origin. Errors come as the socket's event, and what is read too where `onread` is null. */
export function openSocket(
  origin: Origin,
  { clock, lookup, sourceFor, sockets }: Network,
  user: SocketUser,
  onread: Reading | null,
): net.Socket {
  const destination = origin.place.next();
  const target = {
    ...destination,
    lookup,
    noDelay: true,
    localAddress: sourceFor(destination.host),
    ...(onread && { onread }),
  };
  const socket = origin.secure
    ? tls.connect({
        ...target,
        servername: net.isIP(origin.hostname) === 0 ? origin.hostname : '',
        ALPNProtocols: ['http/1.1'],
      })
    : net.connect(target);
  sockets.add(socket);
  // An address that is known already is found while the socket is made: then nobody listens yet, and there is no phase.
  if (net.isIP(target.host) === 0) socket.once('lookup', () => user.socketFound(clock.now()));
  socket.once('connect', () => {
    const now = clock.now();
    user.socketConnected(now);
    if (!origin.secure) user.socketOpen(now);
  });
  if (origin.secure) socket.once('secureConnect', () => user.socketOpen(clock.now()));
  return socket;
}
