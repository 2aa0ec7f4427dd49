import net from 'node:net';
import tls from 'node:tls';
import { type buildConnector, Client, type Dispatcher } from 'undici';
import type { RemoteRecorder, Remotes } from '../recorder/remotes.ts';
import type { RunClock } from '../worker/run-clock.ts';
import type { OpenSockets } from './open-sockets.ts';
import type { Origin } from './origins.ts';
import type { SourceFor } from './source-addresses.ts';

/** What connections of one worker share. */
export type Network = {
  clock: RunClock;
  lookup: net.LookupFunction;
  sourceFor: SourceFor;
  sockets: OpenSockets;
  remotes: Remotes;
};

/** How long a connection stays open unused, unless the target says so in a `keep-alive` header. */
const IDLE_MS = 60_000;
const MAX_HEAD_BYTES = 64 * 1024;

/**
 * The keep-alive connection of one VU to one origin. It is made when it is first needed and again after it was closed,
 * and knows how long that took and how many bytes went over it.
 */
export class Connection {
  readonly origin: Origin;
  /** When connecting for the next request began; NaN when it found the connection open. */
  connectStartMs = Number.NaN;
  /** Lengths of the phases of that connecting; NaN of those that there were not. */
  dnsMs = Number.NaN;
  connectingMs = Number.NaN;
  tlsMs = Number.NaN;
  /** The address at the other end; null until it is known. */
  remote: RemoteRecorder | null = null;
  private readonly network: Network;
  private client: Client | null = null;
  private socket: net.Socket | null = null;
  private readBefore = 0;
  private writtenBefore = 0;

  constructor(origin: Origin, network: Network) {
    this.origin = origin;
    this.network = network;
  }

  dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    this.client ??= this.makeClient();
    this.client.dispatch(options, handler);
  }

  /** Bytes that came in since the last request ended: the response, its head included. Without TLS' own bytes. */
  takeReceived(): number {
    const read = this.socket?.bytesRead ?? 0;
    const received = read - this.readBefore;
    this.readBefore = read;
    return received;
  }

  /** Bytes that went out since the last request ended: the request, its head included. Without TLS' own bytes. */
  takeSent(): number {
    const written = this.socket?.bytesWritten ?? 0;
    const sent = written - this.writtenBefore;
    this.writtenBefore = written;
    return sent;
  }

  /** To be called when a request has used what is known of the connecting. */
  forgetConnecting(): void {
    this.connectStartMs = this.dnsMs = this.connectingMs = this.tlsMs = Number.NaN;
  }

  /** Closes at once. A request in progress ends with `reason`, synchronously; the next one makes a new connection. */
  destroy(reason: Error): void {
    const { client, socket } = this;
    this.client = null;
    client?.destroy(reason, ignore);
    socket?.destroy();
  }

  private makeClient(): Client {
    return new Client(this.origin.text, {
      pipelining: 1,
      // The whole request has one deadline of ours instead.
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: IDLE_MS,
      maxHeaderSize: MAX_HEAD_BYTES,
      allowH2: false,
      connect: this.connect,
    });
  }

  private readonly connect: buildConnector.connector = ({ servername }, callback) => {
    const { origin } = this;
    const { clock, lookup, sourceFor } = this.network;
    const startMs = clock.now();
    if (!(this.connectStartMs >= 0)) this.connectStartMs = startMs;
    const destination = origin.place.next();
    const target = {
      ...destination,
      lookup,
      noDelay: true,
      localAddress: sourceFor(destination.host),
    };
    this.remote = null;
    const socket = origin.secure
      ? tls.connect({
          ...target,
          servername: servername || serverName(origin.hostname),
          ALPNProtocols: ['http/1.1'],
        })
      : net.connect(target);
    this.socket = socket;
    this.network.sockets.add(socket);
    this.readBefore = this.writtenBefore = 0;
    let answered = false;
    const open = () => {
      answered = true;
      callback(null, socket);
    };
    let foundMs = startMs;
    // An address that is known already is found while the socket is made: then nobody listens yet, and there is no phase.
    socket.once('lookup', () => {
      foundMs = clock.now();
      this.dnsMs = foundMs - startMs;
    });
    let connectedMs = startMs;
    socket.once('connect', () => {
      connectedMs = clock.now();
      this.connectingMs = connectedMs - foundMs;
      this.meet(socket.remoteAddress, socket.remotePort)?.connected();
      if (!origin.secure) open();
    });
    socket.once('secureConnect', () => {
      this.tlsMs = clock.now() - connectedMs;
      open();
    });
    socket.on('error', (error: Error & { address?: string; port?: number }) => {
      if (answered) return;
      answered = true;
      this.meet(error.address, error.port);
      callback(error, null);
    });
  };

  /** Remembers who is at the other end. */
  private meet(ip: string | undefined, port: number | undefined): RemoteRecorder | null {
    if (ip === undefined || port === undefined) return this.remote;
    const { host, place } = this.origin;
    const address = ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;
    this.remote = this.network.remotes.of(host, address, place.named);
    return this.remote;
  }
}

const serverName = (hostname: string) => (net.isIP(hostname) === 0 ? hostname : '');
const ignore = () => {};
