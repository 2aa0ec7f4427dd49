import type net from 'node:net';
import { TLSSocket } from 'node:tls';
import { type ResponseHandler, ResponseParser } from '../http1/response-parser.ts';
import { Http2Link, type LinkOwner } from '../http2/link.ts';
import type { RemoteRecorder } from '../recorder/remotes.ts';
import { RequestFailure } from './error-kind.ts';
import { type Network, openSocket, type Reading, type SocketUser } from './open-socket.ts';
import type { Origin } from './origins.ts';
import { bytesOf, type Outgoing } from './outgoing.ts';
import { type PeerFacts, peerFacts } from './peer-facts.ts';
import { remoteOf } from './remote-of.ts';

/** Who makes a request. Times are on the run's clock, milliseconds. */
export interface ConnectionUser extends ResponseHandler {
  /** The first byte goes out now. */
  onSent(atMs: number): void;
  /** All of the request was handed to the system. */
  onWritten?(): void;
  /** Bytes of the answer came in. */
  onBytes(atMs: number): void;
  /** The answer is complete. */
  onEnd(): void;
  /** There will be no answer, or no more of it. */
  onError(error: Error): void;
}

/** What has not happened yet while a connection is tried. */
export const UNCONNECTED = 'there was no connection';

/** How long a connection is used again after a pause, unless the target says so in a `keep-alive` header. */
const IDLE_MS = 60_000;
/** The target's idea of a pause began earlier than ours. */
const IDLE_MARGIN_MS = 1000;

/** What all connections of this worker read into: what is in it is used before the next one reads. */
const READ_BUFFER = Buffer.allocUnsafeSlow(64 * 1024);

/** One listener for all sockets finds its connection here: a closure for each would be memory for each. */
const OWNER = Symbol('connection');
type OwnedSocket = net.Socket & { [OWNER]?: Connection };

/**
 * The keep-alive HTTP/1.1 connection of one VU to one origin, for one request at a time. It is made when it is first
 * needed and again after it was closed, and knows how long that took and how many bytes went over it.
 */
export class Connection implements SocketUser, LinkOwner {
  readonly origin: Origin;
  /** When connecting for the next request began; NaN when it found the connection open. */
  connectStartMs = Number.NaN;
  /** Lengths of the phases of that connecting; NaN of those that there were not. */
  dnsMs = Number.NaN;
  connectingMs = Number.NaN;
  tlsMs = Number.NaN;
  /** The address at the other end; null until it is known. */
  remote: RemoteRecorder | null = null;
  /** The same, and what was agreed on with it; of the connection that was made last. */
  ip = '';
  port = 0;
  facts: PeerFacts | null = null;
  private phaseStartMs = Number.NaN;
  private readonly network: Network;
  private readonly parser = new ResponseParser();
  private socket: OwnedSocket | null = null;
  /** Of an open connection: when it is too old to be used again. */
  private staleAtMs = 0;
  private user: ConnectionUser | null = null;
  /** What goes out as soon as the socket is open. */
  private request: Outgoing | null = null;
  /** Once the target chose HTTP/2. */
  private link: Http2Link | null = null;
  private received = 0;
  private sent = 0;

  constructor(origin: Origin, network: Network) {
    this.origin = origin;
    this.network = network;
  }

  /** Sends a request whose bytes are made, as soon as there is a connection. `user` hears the rest, `onSent` perhaps at once. */
  send(outgoing: Outgoing, user: ConnectionUser, nowMs: number): void {
    this.user = user;
    this.request = outgoing;
    this.parser.expect(outgoing.options.method);
    const open = this.link ? this.link.usable : this.socket !== null;
    if (open && nowMs < this.staleAtMs) this.write(nowMs);
    else this.connect(nowMs);
  }

  /** Bytes that came in since the last request ended: the response, its head included. Without TLS' own bytes. */
  takeReceived(): number {
    const received = this.received + (this.link?.takeReceived() ?? 0);
    this.received = 0;
    return received;
  }

  /** Bytes that went out since the last request ended: the request, its head included. Without TLS' own bytes. */
  takeSent(): number {
    const sent = this.sent + (this.link?.takeSent() ?? 0);
    this.sent = 0;
    return sent;
  }

  /** To be called when a request has used what is known of the connecting. */
  forgetConnecting(): void {
    this.connectStartMs = this.dnsMs = this.connectingMs = this.tlsMs = Number.NaN;
  }

  /** Closes when no request is in progress; the next one makes a new connection. */
  close(): void {
    this.drop();
    this.remote = null;
  }

  /** Closes at once. A request in progress ends with `reason`, synchronously; the next one makes a new connection. */
  destroy(reason: Error): void {
    this.missAttempt();
    this.end(reason);
  }

  private end(reason: Error): void {
    this.drop();
    const { user } = this;
    this.user = null;
    this.request = null;
    user?.onError(reason);
  }

  /** What has not happened yet so that the request could be sent; empty once it was. */
  get pending(): string {
    const { origin } = this;
    if (this.request === null) return '';
    if (this.connectingMs >= 0) return 'the TLS handshake was not complete';
    return origin.proxy && origin.secure ? 'the proxy had not opened the tunnel' : UNCONNECTED;
  }

  /** Where several addresses of a name are tried in vain, the request counts at the first. */
  socketAimed(ip: string, port: number): void {
    this.meet(ip, port);
  }

  socketFound(atMs: number): void {
    this.dnsMs = atMs - this.phaseStartMs;
    this.phaseStartMs = atMs;
  }

  socketConnected(atMs: number, peer: net.Socket): void {
    this.meet(peer.remoteAddress, peer.remotePort);
    this.ip = peer.remoteAddress ?? '';
    this.port = peer.remotePort ?? 0;
    this.remote?.connected();
    this.connectingMs = atMs - this.phaseStartMs;
    this.phaseStartMs = atMs;
  }

  socketOpen(atMs: number): void {
    if (this.origin.secure) this.tlsMs = atMs - this.phaseStartMs;
    const { socket, network, origin } = this;
    if (network.tls.protocols.length > 1 && socket instanceof TLSSocket && socket.alpnProtocol === 'h2') {
      this.link = new Http2Link(origin.text, socket, network.clock, this);
      // From now on the link hears what becomes of the socket.
      this.letGo(socket);
      this.staleAtMs = Number.POSITIVE_INFINITY;
    }
    this.facts = peerFacts(socket, this.link !== null);
    if (this.request !== null) this.write(atMs);
  }

  read(length: number): void {
    const { user, parser } = this;
    const now = this.network.clock.now();
    this.received += length;
    if (!user) {
      // Bytes that nobody asked for: whatever follows would not be the answer to the next request.
      this.drop();
      return;
    }
    user.onBytes(now);
    let read = 0;
    try {
      read = parser.feed(READ_BUFFER, length, user);
    } catch (error) {
      this.broken(error);
      return;
    }
    if (!parser.done) return;
    if (read < length || !parser.reusable) this.drop();
    else this.staleAtMs = now + (parser.keepAliveMs >= 0 ? idleMs(parser.keepAliveMs) : IDLE_MS);
    this.finish(user);
  }

  requestOver(): void {
    this.user = null;
  }

  sendElsewhere(outgoing: Outgoing, user: ConnectionUser, sentMs: number): void {
    this.user = user;
    this.request = outgoing;
    this.connect(this.network.clock.now());
    this.connectStartMs = sentMs;
  }

  /** The target has closed its side. */
  ended(): void {
    const { user } = this;
    const unopened = this.pending;
    this.drop();
    if (!user) return;
    if (unopened !== '') {
      this.broken(new RequestFailure('reset', `the connection was closed at the other end; ${unopened}`));
      return;
    }
    try {
      this.parser.end();
    } catch (error) {
      this.broken(error);
      return;
    }
    user.onBytes(this.network.clock.now());
    this.finish(user);
  }

  /** There is no connection, and none can be had. */
  failed(error: Error): void {
    this.end(error);
  }

  /** An address could not be connected to; another one may be tried. */
  missed(ip: string, port: number): void {
    remoteOf(this.origin, this.network, ip, port)?.missed();
  }

  private connect(nowMs: number): void {
    this.drop();
    this.remote = this.facts = null;
    this.ip = '';
    this.port = 0;
    this.connectStartMs = this.phaseStartMs = nowMs;
    const socket: OwnedSocket = openSocket(this.origin, this.network, this, READING);
    socket[OWNER] = this;
    socket.on('end', onEnd);
    socket.on('error', onError);
    socket.on('close', onEnd);
    if (this.origin.place.named) {
      socket.on('connectionAttemptFailed', onMissed);
      socket.on('connectionAttemptTimeout', onMissed);
    }
    this.socket = socket;
    this.staleAtMs = 0;
  }

  /** What is cut off while it connects has not reached the address that it is trying. */
  private missAttempt(): void {
    const { socket, origin } = this;
    if (!socket?.connecting || this.request === null || !origin.place.named) return;
    const latest = socket.autoSelectFamilyAttemptedAddresses?.at(-1);
    const colon = latest?.lastIndexOf(':') ?? -1;
    if (latest !== undefined && colon >= 0)
      this.missed(latest.slice(0, colon), Number(latest.slice(colon + 1)));
    else this.remote?.missed();
  }

  /** Remembers who is at the other end. */
  private meet(ip: string | undefined, port: number | undefined): void {
    this.remote = remoteOf(this.origin, this.network, ip, port) ?? this.remote;
  }

  private write(nowMs: number): void {
    const { socket, link, user, request } = this;
    if (!socket || !user || request === null) return;
    this.request = null;
    if (link) {
      link.send(request, user);
      return;
    }
    const bytes = bytesOf(request);
    this.sent += bytes.length;
    user.onSent(nowMs);
    const isTaken = typeof bytes === 'string' ? socket.write(bytes, 'latin1') : socket.write(bytes);
    if (isTaken) user.onWritten?.();
    else socket.once('drain', () => user === this.user && user.onWritten?.());
  }

  private finish(user: ConnectionUser): void {
    this.user = null;
    user.onEnd();
  }

  private broken(error: unknown): void {
    if (!(error instanceof RequestFailure)) throw error;
    this.destroy(error);
  }

  private letGo(socket: OwnedSocket): void {
    socket[OWNER] = undefined;
  }

  /** Closes the socket, and hears no more of it. */
  private drop(): void {
    const { socket, link } = this;
    if (!socket) return;
    this.socket = null;
    this.letGo(socket);
    if (link) {
      this.received += link.takeReceived();
      this.sent += link.takeSent();
      this.link = null;
      link.destroy();
    } else socket.destroy();
  }
}

/** How long a connection may rest of which the target says that it closes it after so long. */
const idleMs = (keepAliveMs: number): number => keepAliveMs - Math.min(IDLE_MARGIN_MS, keepAliveMs / 2);

function onRead(this: OwnedSocket, length: number): boolean {
  this[OWNER]?.read(length);
  return true;
}

function onEnd(this: OwnedSocket): void {
  this[OWNER]?.ended();
}

function onError(this: OwnedSocket, error: Error): void {
  this[OWNER]?.failed(error);
}

function onMissed(this: OwnedSocket, ip: string, port: number): void {
  this[OWNER]?.missed(ip, port);
}

const READING: Reading = { buffer: READ_BUFFER, callback: onRead };
