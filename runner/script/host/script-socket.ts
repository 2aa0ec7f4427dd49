import type { IncomingMessage } from 'node:http';
import type net from 'node:net';
import { type RawData, WebSocket } from 'ws';
import { MOST_KEPT_BYTES } from '../../http/decode-body.ts';
import { errorKind } from '../../http/error-kind.ts';
import { openSocket, type SocketUser } from '../../http/open-socket.ts';
import type { Origin } from '../../http/origins.ts';
import type { Held } from '../../http/rate-ceiling.ts';
import { remoteOf } from '../../http/remote-of.ts';
import type { RequestTimes } from '../../recorder/series-recorder.ts';
import type { StreamRecorder } from '../../recorder/stream-recorder.ts';
import type { Toolbox } from '../../worker/toolbox.ts';
import type { HostSocket, HostSocketRequest, SocketListener } from '../guest/host.ts';
import { k6Message } from './error-code.ts';
import type { ScriptJar } from './script-jar.ts';

/** How long the target may take to answer the handshake, milliseconds. */
const OPENED_WITHIN_MS = 60_000;
/** What is kept of the body of an answer that opens no session. */
const MOST_REFUSAL_BYTES = 1_000_000;
const SWITCHING_PROTOCOLS = 101;

/** Where a session is counted. Milliseconds. */
export type SocketMetrics = {
  connected(ms: number, status: number): void;
  ended(ms: number, status: number): void;
  sent(status: number): void;
  received(status: number): void;
  ponged(ms: number, status: number): void;
  transferred(received: number, sent: number, status: number): void;
};

type Parts = {
  toolbox: Toolbox;
  origin: Origin;
  path: string;
  request: HostSocketRequest;
  jar: ScriptJar;
  series: { index: number; recorder: StreamRecorder };
  metrics: SocketMetrics;
  listener: SocketListener;
};

/** A WebSocket session of a script. Whatever goes out waits for the ceiling of the environment. */
export class ScriptSocket implements HostSocket, SocketUser, Held {
  held = false;
  private readonly parts: Parts;
  private readonly times: RequestTimes;
  private waiting: (() => void)[] = [];
  private webSocket: WebSocket | null = null;
  private socket: net.Socket | null = null;
  private phaseStartMs = 0;
  private openedMs = Number.NaN;
  private status = 0;
  private over = false;
  private readBefore = 0;
  private writtenBefore = 0;
  private pings = 0;
  private readonly pingedAtMs = new Map<string, number>();

  constructor(parts: Parts) {
    this.parts = parts;
    const now = parts.toolbox.clock.now();
    this.times = {
      dueMs: now,
      startMs: now,
      sentMs: Number.NaN,
      firstByteMs: Number.NaN,
      endMs: now,
      dnsMs: Number.NaN,
      connectingMs: Number.NaN,
      tlsMs: Number.NaN,
    };
    this.pass(() => this.connect());
  }

  send(data: string | Uint8Array): void {
    this.pass(() => {
      if (this.webSocket?.readyState !== WebSocket.OPEN) return;
      this.webSocket.send(typeof data === 'string' ? data : Uint8Array.from(data));
      this.turn();
      this.parts.series.recorder.sent();
      this.parts.metrics.sent(this.status);
      this.takeBytes();
    });
  }

  ping(): void {
    if (this.webSocket?.readyState !== WebSocket.OPEN) return;
    const id = `${++this.pings}`;
    this.pingedAtMs.set(id, this.parts.toolbox.clock.now());
    this.webSocket.ping(id);
  }

  close(code: number, reason: string): void {
    try {
      if (this.webSocket?.readyState === WebSocket.CONNECTING) this.webSocket.terminate();
      else this.webSocket?.close(code, reason);
    } catch (error) {
      // A sentence, as everything that crosses over.
      throw error instanceof Error ? error.message : String(error);
    }
  }

  leave(code: number): void {
    if (this.over) return;
    this.close(code, '');
    const { series, toolbox } = this.parts;
    const now = this.turn();
    if (this.openedMs >= 0) series.recorder.ended(now - this.openedMs, null);
    else if (this.times.sentMs >= 0) series.recorder.cutOff();
    toolbox.recorder.turnTo(now);
    this.end(() => {});
  }

  buffered(): number {
    return this.webSocket?.bufferedAmount ?? 0;
  }

  /** Without another word to the listener. */
  destroy(): void {
    if (this.over) return;
    this.settle();
    this.turn();
    this.takeBytes();
    const { recorder } = this.parts.series;
    const now = this.parts.toolbox.clock.now();
    if (this.openedMs >= 0) recorder.ended(now - this.openedMs, null);
    else if (this.times.sentMs >= 0) recorder.cutOff();
    this.parts.metrics.ended(now - this.times.startMs, this.status);
    if (this.parts.toolbox.ending) return;
    if (this.webSocket?.readyState === WebSocket.OPEN) this.webSocket.close(1001);
    this.webSocket?.terminate();
  }

  release(): void {
    const next = this.waiting.shift();
    if (!next) return;
    next();
    this.goOn();
  }

  socketFound(atMs: number): void {
    this.times.dnsMs = atMs - this.phaseStartMs;
    this.phaseStartMs = atMs;
  }

  socketConnected(atMs: number, peer: net.Socket): void {
    this.times.connectingMs = atMs - this.phaseStartMs;
    this.phaseStartMs = atMs;
    const { toolbox, origin } = this.parts;
    remoteOf(origin, toolbox.network, peer.remoteAddress, peer.remotePort)?.connected();
  }

  socketOpen(atMs: number): void {
    if (this.parts.origin.secure) this.times.tlsMs = atMs - this.phaseStartMs;
    this.times.sentMs = atMs;
  }

  /** Does something that the ceiling counts, in its turn. */
  private pass(work: () => void): void {
    this.waiting.push(work);
    if (this.waiting.length === 1) this.goOn();
  }

  private goOn(): void {
    const { ceiling, clock } = this.parts.toolbox;
    for (let work = this.waiting[0]; work && !this.over; work = this.waiting[0]) {
      if (!ceiling.take(clock.now())) {
        ceiling.hold(this, clock.now());
        return;
      }
      work();
      this.waiting.shift();
    }
  }

  private connect(): void {
    const { toolbox, origin, path, request, jar } = this.parts;
    const now = toolbox.clock.now();
    this.times.startMs = this.phaseStartMs = now;
    if (!origin.allowed) {
      this.parts.series.recorder.refusedHost();
      toolbox.recorder.samples.failures.count(this.parts.series.index, 'refused-host', origin.refusal);
      this.end(() => this.parts.listener.failed(origin.refusal));
      return;
    }
    const url = `ws${origin.text.slice('http'.length)}${path}`;
    const headers: Record<string, string> = {};
    for (let at = 0; at + 1 < request.headers.length; at += 2)
      headers[request.headers[at] ?? ''] = request.headers[at + 1] ?? '';
    const cookies = jar.headerFor(origin.text + path);
    if (cookies !== '') headers.cookie = headers.cookie ? `${headers.cookie}; ${cookies}` : cookies;
    try {
      this.webSocket = new WebSocket(url, request.protocols, {
        headers,
        createConnection: () => {
          this.socket = openSocket(origin, toolbox.network, this, null);
          return this.socket;
        },
        handshakeTimeout: OPENED_WITHIN_MS,
        perMessageDeflate: request.compressed,
        maxPayload: MOST_KEPT_BYTES,
      });
    } catch (error) {
      this.notOpened(error instanceof Error ? error : new Error(String(error)));
      return;
    }
    this.listen(this.webSocket);
  }

  private listen(webSocket: WebSocket): void {
    const { listener, metrics } = this.parts;
    webSocket.on('upgrade', (response) => this.answered(SWITCHING_PROTOCOLS, response));
    webSocket.on('open', () => this.opened(webSocket));
    webSocket.on('unexpected-response', (_request, response) => this.refused(response));
    webSocket.on('message', (data: RawData, binary: boolean) => {
      if (this.over || !Buffer.isBuffer(data)) return;
      this.turn();
      this.parts.series.recorder.received();
      metrics.received(this.status);
      this.takeBytes();
      listener.message(binary ? data : data.toString('utf8'));
    });
    webSocket.on('ping', () => !this.over && listener.ping());
    webSocket.on('pong', (data: Buffer) => {
      const id = data.toString('latin1');
      const at = this.pingedAtMs.get(id);
      if (this.over || at === undefined) return;
      this.pingedAtMs.delete(id);
      this.turn();
      metrics.ponged(this.parts.toolbox.clock.now() - at, this.status);
      listener.pong();
    });
    webSocket.on('error', (error: Error) => {
      if (!(this.openedMs >= 0)) this.notOpened(error);
    });
    webSocket.on('close', (code: number, reason: Buffer) => this.closed(code, reason.toString('utf8')));
  }

  private answered(status: number, { headers }: Pick<IncomingMessage, 'headers'>): void {
    const { toolbox, origin, path, jar } = this.parts;
    this.times.firstByteMs = toolbox.clock.now();
    this.status = status;
    const cookies = headers['set-cookie'];
    if (cookies) jar.store(cookies, origin.text + path);
    this.headers = headers;
  }

  private headers: IncomingMessage['headers'] = {};

  private opened(webSocket: WebSocket): void {
    if (this.over) return;
    const { series, metrics, listener } = this.parts;
    const now = this.turn();
    this.openedMs = this.times.endMs = now;
    series.recorder.opened(this.times, this.status);
    metrics.connected(now - this.times.startMs, this.status);
    this.takeBytes();
    listener.opened(this.status, this.headers, webSocket.protocol);
  }

  private refused(response: IncomingMessage): void {
    const { listener, metrics, series } = this.parts;
    this.answered(response.statusCode ?? 0, response);
    const pieces: Buffer[] = [];
    let size = 0;
    const tell = () => {
      if (this.over) return;
      const now = this.turn();
      this.times.endMs = now;
      series.recorder.notOpened(this.times, this.status, 'status');
      metrics.connected(now - this.times.startMs, this.status);
      this.end(() => listener.refused(this.status, this.headers, Buffer.concat(pieces).toString('utf8')));
      response.destroy();
    };
    response.on('data', (piece: Buffer) => {
      size += piece.length;
      if (size <= MOST_REFUSAL_BYTES) pieces.push(piece);
    });
    response.on('end', tell);
    response.on('error', tell);
    response.on('close', tell);
  }

  private notOpened(error: Error): void {
    if (this.over) return;
    const { toolbox, series, metrics, listener } = this.parts;
    const now = this.turn();
    this.times.endMs = now;
    const kind = errorKind(error);
    series.recorder.notOpened(this.times, this.status, kind);
    toolbox.recorder.samples.failures.count(series.index, kind, error.message);
    metrics.connected(now - this.times.startMs, this.status);
    this.end(() => listener.failed(k6Message(error)));
  }

  private closed(code: number, reason: string): void {
    if (this.over) return;
    if (!(this.openedMs >= 0)) {
      this.notOpened(new Error('closed before the session was open'));
      return;
    }
    const now = this.turn();
    const abrupt = code === 1006;
    this.parts.series.recorder.ended(now - this.openedMs, abrupt ? 'reset' : null);
    this.end(() => this.parts.listener.closed(code, reason));
  }

  /** Nothing follows. */
  private end(tell: () => void): void {
    this.settle();
    this.takeBytes();
    this.parts.metrics.ended(this.parts.toolbox.clock.now() - this.times.startMs, this.status);
    tell();
  }

  private settle(): void {
    this.over = true;
    this.held = false;
    this.waiting = [];
  }

  /** Now; what is counted from here on belongs to this second. */
  private turn(): number {
    const { clock, recorder } = this.parts.toolbox;
    const now = clock.now();
    recorder.turnTo(now);
    return now;
  }

  private takeBytes(): void {
    if (!this.socket) return;
    const { bytesRead, bytesWritten } = this.socket;
    const received = bytesRead - this.readBefore;
    const sent = bytesWritten - this.writtenBefore;
    if (received === 0 && sent === 0) return;
    this.readBefore = bytesRead;
    this.writtenBefore = bytesWritten;
    this.parts.series.recorder.transferred(received, sent);
    this.parts.metrics.transferred(received, sent, this.status);
  }
}
