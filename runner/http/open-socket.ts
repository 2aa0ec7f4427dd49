import net from 'node:net';
import tls from 'node:tls';
import type { Remotes } from '../recorder/remotes.ts';
import type { RunClock } from '../worker/run-clock.ts';
import type { OpenSockets } from './open-sockets.ts';
import type { Origin, ProxyRoute } from './origins.ts';
import type { SourceFor } from './source-addresses.ts';
import type { TlsSettings } from './tls-settings.ts';
import { Tunnel } from './tunnel.ts';

/** How a worker gets at its targets. */
export type Network = {
  clock: RunClock;
  lookup: net.LookupFunction;
  sourceFor: SourceFor;
  sockets: OpenSockets;
  remotes: Remotes;
  tls: TlsSettings;
};

/** Who waits for a socket. Times are on the run's clock, milliseconds. */
export interface SocketUser {
  /** The address that is tried first; called at once where it is known. */
  socketAimed?(ip: string, port: number): void;
  /** An address was looked up; not called when it was known already. */
  socketFound(atMs: number): void;
  /** `peer` knows the address at the other end: that of the proxy, if there is one. */
  socketConnected(atMs: number, peer: net.Socket): void;
  /** Can be used now, behind the TLS handshake if there is one. */
  socketOpen(atMs: number): void;
}

/** Takes what comes in: the first `length` bytes of `into`, which all sockets of the worker share. */
export type Reading = { buffer: Buffer; callback: (this: net.Socket, length: number) => boolean };

/**
 * Opens a socket to an origin, HTTP/2 offered only with `onread`. Errors come as the socket's event, and what is read too
 * where `onread` is null.
 */
export function openSocket(
  origin: Origin,
  network: Network,
  user: SocketUser,
  onread: Reading | null,
): net.Socket {
  if (origin.proxy && origin.secure) return openTunnelled(origin, origin.proxy, network, user, onread);
  const target = targetOf(origin, network, user);
  const socket = origin.secure
    ? tls.connect({ ...target, ...tlsOptions(origin, network, onread), ...(onread && { onread }) })
    : net.connect({ ...target, ...(onread && { onread }) });
  listen(socket, target.host, network, user);
  socket.once('connect', () => {
    const now = network.clock.now();
    user.socketConnected(now, socket);
    if (!origin.secure) user.socketOpen(now);
  });
  if (origin.secure) socket.once('secureConnect', () => user.socketOpen(network.clock.now()));
  return socket;
}

/** A TLS socket through a proxy; the proxy's own time and the opening of the tunnel belong to connecting. */
function openTunnelled(
  origin: Origin,
  route: ProxyRoute,
  network: Network,
  user: SocketUser,
  onread: Reading | null,
): net.Socket {
  const { clock } = network;
  const target = targetOf(origin, network, user);
  const outer = net.connect(target);
  listen(outer, target.host, network, user);
  const tunnel = new Tunnel(outer, origin.host, route, () => user.socketConnected(clock.now(), outer));
  const options: tls.ConnectionOptions = { socket: tunnel, ...tlsOptions(origin, network, onread) };
  const socket = tls.connect(options);
  tunnel.on('error', (error) => socket.destroy(error));
  // As every other socket: otherwise it would take this from the tunnel, and nobody would hear that the target has left.
  socket.allowHalfOpen = false;
  socket.once('close', () => tunnel.destroy());
  socket.once('secureConnect', () => {
    // Node reads into a buffer of ours only from sockets of the system.
    if (onread && socket.alpnProtocol !== 'h2') socket.on('data', (chunk) => handOver(socket, chunk, onread));
    user.socketOpen(clock.now());
  });
  return socket;
}

function handOver(socket: net.Socket, chunk: Buffer, { buffer, callback }: Reading): void {
  for (let at = 0; at < chunk.length; at += buffer.length) {
    callback.call(socket, chunk.copy(buffer, 0, at, at + buffer.length));
  }
}

/**
 * How long one of several addresses is tried before the next: Node's own quarter of a second would give a target up that is
 * merely far away or busy, and this leaves room for a lost packet to be sent again. Milliseconds.
 */
const ATTEMPT_MS = 2000;

function targetOf({ place }: Origin, network: Network, user: SocketUser) {
  const destination = place.next();
  const { host, port } = destination;
  const isAddress = net.isIP(host) !== 0;
  if (isAddress) user.socketAimed?.(host, port);
  return {
    ...destination,
    lookup: isAddress ? network.lookup : told(network.lookup, port, user),
    noDelay: true,
    localAddress: network.sourceFor(host),
    autoSelectFamilyAttemptTimeout: ATTEMPT_MS,
  };
}

/** The same look-up, of whose first address the user hears. */
function told(lookup: net.LookupFunction, port: number, user: SocketUser): net.LookupFunction {
  return (name, options, callback) =>
    lookup(name, options, (error, addresses, family) => {
      const ip = typeof addresses === 'string' ? addresses : addresses[0]?.address;
      if (!error && ip) user.socketAimed?.(ip, port);
      callback(error, addresses, family);
    });
}

function tlsOptions({ hostname }: Origin, { tls: settings }: Network, onread: Reading | null) {
  const options: tls.ConnectionOptions = {
    secureContext: settings.context(hostname),
    rejectUnauthorized: settings.verify,
    servername: settings.serverName || (net.isIP(hostname) === 0 ? hostname : ''),
    ALPNProtocols: onread ? settings.protocols : ['http/1.1'],
  };
  // An address is no name to ask for. Node would then hold the certificate against where the connection goes.
  if (options.servername === '') {
    options.checkServerIdentity = (_, certificate) => tls.checkServerIdentity(hostname, certificate);
  }
  return options;
}

function listen(socket: net.Socket, host: string, { clock, sockets }: Network, user: SocketUser): void {
  sockets.add(socket);
  // An address that is known already is found while the socket is made: then nobody listens yet, and there is no phase.
  if (net.isIP(host) === 0) socket.once('lookup', () => user.socketFound(clock.now()));
}
