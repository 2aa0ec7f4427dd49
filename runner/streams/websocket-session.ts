import type net from 'node:net';
import { WebSocket } from 'ws';
import { Answer } from '../http/answer.ts';
import { RequestFailure } from '../http/error-kind.ts';
import type { Requester } from '../http/exchange.ts';
import { openSocket, type SocketUser } from '../http/open-socket.ts';
import type { Outgoing } from '../http/outgoing.ts';
import { remoteOf } from '../http/remote-of.ts';
import { InvalidRequest } from '../http1/request-bytes.ts';
import type { RemoteRecorder } from '../recorder/remotes.ts';
import { textNow } from '../vu/text.ts';
import type { Values } from '../vu/values.ts';
import type { Toolbox } from '../worker/toolbox.ts';
import type { Waiting } from '../worker/turns.ts';
import { StreamSession } from './stream-session.ts';
import type { Expectation, WebSocketPlan } from './websocket-plan.ts';
import { SessionSocket } from './websocket-socket.ts';

/** A session that does not have to wait for anything lets others have their turn after so many actions. */
const MOST_AT_ONCE = 1000;
/** How long the target may take to answer the close. */
const CLOSE_MS = 10_000;
/** Bytes that were sent and the network did not take yet: more waits until they are gone. */
const MOST_BUFFERED = 1024 * 1024;
/** Messages that came while nobody waited for one: the oldest are forgotten when there are more. */
const MOST_KEPT = 1000;

const SWITCHING_PROTOCOLS = 101;

type Kept = { data: Buffer; atMs: number };
/** What an open session waits for; null while it performs actions. */
type WaitingFor = 'message' | 'hold' | 'close' | 'ceiling' | 'drain' | 'turn' | 'end' | null;

/** A WebSocket session: performs the actions of its step one after the other until one has to wait. */
export class WebSocketSession extends StreamSession implements Waiting, SocketUser {
  private readonly plan: WebSocketPlan;
  private readonly counters: number[] = [];
  private webSocket: SessionSocket | null = null;
  private socket: net.Socket | null = null;
  private remote: RemoteRecorder | null = null;
  private phaseStartMs = 0;
  private readBefore = 0;
  private writtenBefore = 0;
  /** The next instruction. */
  private at = 0;
  private waitingFor: WaitingFor = null;
  private expecting: Expectation | null = null;
  private expectingSinceMs = 0;
  /** How many expectations were waited for at least once, in document order. */
  private reached = 0;
  /** When the last message was sent that no expected one followed yet; NaN when there is none. */
  private sentMs = Number.NaN;
  /** The ceiling let the message pass that is to be sent. */
  private mayPass = false;
  private closeCode: number | undefined;
  private kept: Kept[] = [];

  constructor(plan: WebSocketPlan, toolbox: Toolbox, requester: Requester, dueMs: number) {
    super(plan.handshake, toolbox, requester, dueMs);
    this.plan = plan;
  }

  get values(): Values {
    return this.requester.values;
  }

  // What actions do.

  send(content: (session: WebSocketSession) => string | Buffer): void {
    const { webSocket, toolbox } = this;
    if (!webSocket || webSocket.readyState !== WebSocket.OPEN) {
      // The target closed; we shall be told in a moment.
      this.waitingFor = 'end';
      return;
    }
    const now = this.recorderNow();
    if (!this.mayPass && !toolbox.ceiling.take(now)) {
      this.waitingFor = 'ceiling';
      toolbox.ceiling.hold(this, now);
      return;
    }
    const data = content(this);
    this.mayPass = false;
    this.at++;
    webSocket.send(data);
    this.recorder.sent();
    this.sentMs = now;
    if (webSocket.bufferedAmount <= MOST_BUFFERED || !this.socket) return;
    this.waitingFor = 'drain';
    this.socket.once('drain', () => this.goOn('drain'));
  }

  expect(expectation: Expectation): void {
    const now = this.toolbox.clock.now();
    this.at++;
    this.reached = Math.max(this.reached, expectation.index + 1);
    this.expecting = expectation;
    this.expectingSinceMs = now;
    this.waitingFor = 'message';
    const { kept } = this;
    this.kept = [];
    const found = kept.findIndex((message) => this.take(message));
    if (found >= 0) this.kept = kept.slice(found + 1);
    else this.toolbox.alarms.set(this, now + expectation.timeoutMs);
  }

  hold(ms: number): void {
    this.at++;
    if (ms <= 0) return;
    this.waitingFor = 'hold';
    this.toolbox.alarms.set(this, this.toolbox.clock.now() + ms);
  }

  startCounting(counter: number, times: number): void {
    this.counters[counter] = times;
    this.at++;
  }

  /** Goes on behind the repeat when it is over. */
  countDown(counter: number, end: number): void {
    const left = this.counters[counter] ?? 0;
    this.counters[counter] = left - 1;
    this.at = left > 0 ? this.at + 1 : end;
  }

  jump(to: number): void {
    this.at = to;
  }

  close(code: number, reason: string): void {
    this.state = 'closing';
    this.toolbox.alarms.set(this, this.toolbox.clock.now() + CLOSE_MS);
    this.webSocket?.close(code, reason);
  }

  expectClose(ms: number, code: number | undefined): void {
    this.at++;
    this.waitingFor = 'close';
    this.closeCode = code;
    this.toolbox.alarms.set(this, this.toolbox.clock.now() + ms);
  }

  // What the connection says.

  upgraded(headers: Record<string, string | string[] | undefined>): void {
    this.answered(SWITCHING_PROTOCOLS, headers);
  }

  ready(): void {
    this.opened();
  }

  refusedWith(status: number, headers: Record<string, string | string[] | undefined>): void {
    this.answered(status, headers);
    this.fail(new RequestFailure('status', `answered ${status} instead of opening a WebSocket session`));
  }

  received(data: Buffer): void {
    if (this.state !== 'open' && this.state !== 'closing') return;
    const atMs = this.gotMessage();
    if (this.waitingFor === 'message') {
      this.guarded(() => {
        if (this.take({ data, atMs })) this.perform();
      });
    } else if (this.plan.keepsMessages && this.state === 'open') {
      this.kept.push({ data, atMs });
      if (this.kept.length > MOST_KEPT) this.kept.shift();
    }
  }

  broke(error: Error): void {
    // A goodbye that goes wrong is still one: the close follows.
    if (this.state !== 'closing') this.fail(error);
  }

  closed(code: number, reason: string): void {
    if (this.state === 'closing') {
      this.done();
    } else if (this.state === 'open' && this.waitingFor === 'close') {
      const { closeCode } = this;
      if (closeCode === undefined || closeCode === code) this.done();
      else this.fail(new RequestFailure('protocol', `closed with the code ${code} instead of ${closeCode}`));
    } else {
      const kind = code === 1002 || code === 1003 || code === 1007 || code === 1009 ? 'protocol' : 'reset';
      const how = code === 1006 ? 'without a word' : `with the code ${code}${reason ? ` (${reason})` : ''}`;
      this.fail(new RequestFailure(kind, `the target ended the session too early, ${how}`));
    }
  }

  socketAimed(ip: string, port: number): void {
    const { outgoing, toolbox } = this;
    if (outgoing) this.remote = remoteOf(outgoing.origin, toolbox.network, ip, port);
  }

  socketFound(atMs: number): void {
    this.times.dnsMs = atMs - this.phaseStartMs;
    this.phaseStartMs = atMs;
  }

  socketConnected(atMs: number, peer: net.Socket): void {
    this.times.connectingMs = atMs - this.phaseStartMs;
    this.phaseStartMs = atMs;
    const { socket, outgoing } = this;
    if (!socket || !outgoing) return;
    this.remote = remoteOf(outgoing.origin, this.toolbox.network, peer.remoteAddress, peer.remotePort);
    this.remote?.connected();
  }

  socketOpen(atMs: number): void {
    if (this.outgoing?.origin.secure) this.times.tlsMs = atMs - this.phaseStartMs;
    this.handshakeSent(atMs);
  }

  takeTurn(): void {
    this.goOn('turn');
  }

  protected connect({ origin, options }: Outgoing): void {
    if (origin.proxy && !origin.secure) {
      throw new InvalidRequest(
        'a session with ws:// cannot go through the proxy of the environment; use wss://',
      );
    }
    const headers: Record<string, string> = {};
    for (let i = 0; i < options.headers.length; i += 2) {
      headers[options.headers[i] ?? ''] = options.headers[i + 1] ?? '';
    }
    const protocols = this.plan.subprotocols.map((text) => textNow(text, this.values));
    const url = `ws${origin.text.slice('http'.length)}${options.path}`;
    this.webSocket = new SessionSocket(this, url, protocols, headers, () => {
      this.times.startMs = this.phaseStartMs = this.toolbox.clock.now();
      this.socket = openSocket(origin, this.toolbox.network, this, null);
      return this.socket;
    });
  }

  protected start(): void {
    this.guarded(() => this.perform());
  }

  protected letPass(): void {
    this.mayPass = true;
    this.goOn('ceiling');
  }

  protected timeIsUp(): void {
    if (this.state === 'closing') {
      this.fail(
        new RequestFailure('timeout', `the target did not answer the close within ${CLOSE_MS / 1000} s`),
      );
    } else if (this.waitingFor === 'message') {
      this.missExpected();
    } else if (this.waitingFor === 'close') {
      this.fail(new RequestFailure('timeout', 'the target did not close the session in the time allowed'));
    } else this.goOn('hold');
  }

  protected missMessages(nowMs: number): void {
    if (this.waitingFor === 'message') this.missOne(nowMs);
    for (const { reader } of this.plan.expectations.slice(this.reached)) this.readNothing(reader, nowMs);
  }

  protected takeBytes(): void {
    const { socket } = this;
    if (!socket) return;
    const { bytesRead, bytesWritten } = socket;
    this.recorder.transferred(bytesRead - this.readBefore, bytesWritten - this.writtenBefore);
    this.readBefore = bytesRead;
    this.writtenBefore = bytesWritten;
  }

  protected tellRemote(serviceMs: number, failed: boolean): void {
    this.remote?.ended(serviceMs, failed);
  }

  protected hangUp(): void {
    this.webSocket?.hangUp();
    this.webSocket = null;
    this.socket = null;
    this.kept = [];
  }

  title(): string {
    return `WebSocket ${this.url().replace(/^http/, 'ws')}`;
  }

  private goOn(from: WaitingFor): void {
    if (this.state !== 'open' || this.waitingFor !== from) return;
    this.waitingFor = null;
    this.guarded(() => this.perform());
  }

  private perform(): void {
    const { instructions } = this.plan;
    for (let left = MOST_AT_ONCE; this.state === 'open' && this.waitingFor === null; left--) {
      if (left === 0) {
        this.waitingFor = 'turn';
        this.toolbox.turns.queue(this);
        return;
      }
      const instruction = instructions[this.at];
      if (instruction) instruction(this);
      else this.close(1000, '');
    }
  }

  /** Whether the message is the one that is waited for; then the waiting is over. */
  private take({ data, atMs }: Kept): boolean {
    const { expecting, sentMs } = this;
    if (!expecting) return false;
    const message = this.messageOf(data, atMs);
    if (!expecting.match(message, this.values)) return false;
    this.toolbox.alarms.cancel(this);
    this.expecting = null;
    this.waitingFor = null;
    if (atMs >= sentMs) {
      this.recorder.roundTripOf(atMs - sentMs);
      this.sentMs = Number.NaN;
    }
    expecting.reader.read(message, this.requester, atMs, this);
    return true;
  }

  private messageOf(data: Buffer, atMs: number): Answer {
    const since = this.sentMs >= 0 ? this.sentMs : this.expectingSinceMs;
    return new Answer({
      status: this.status,
      headers: this.headers,
      serviceMs: Math.max(0, atMs - since),
      size: data.length,
      unreadable: null,
      contentType: undefined,
      body: data,
      cookies: (name) => this.requester.cookies?.valueOf(name, this.url()),
    });
  }

  /** The expected message did not come in time. */
  private missExpected(): void {
    const { expecting } = this;
    if (!expecting) return;
    if (expecting.fails) {
      this.fail(new RequestFailure('timeout', `no expected message within ${expecting.timeoutMs / 1000} s`));
      return;
    }
    this.missOne(this.recorderNow());
    this.guarded(() => this.perform());
  }

  /** What was waited for in vain has a latency too: the time of waiting. */
  private missOne(nowMs: number): void {
    const { expecting, sentMs } = this;
    if (!expecting) return;
    this.expecting = null;
    this.waitingFor = null;
    this.missFirstMessage(nowMs);
    if (sentMs >= 0) this.recorder.roundTripOf(nowMs - sentMs);
    this.sentMs = Number.NaN;
    this.readNothing(expecting.reader, nowMs);
  }

  private readNothing(reader: Expectation['reader'], nowMs: number): void {
    reader.read(null, this.requester, nowMs, this);
  }
}
