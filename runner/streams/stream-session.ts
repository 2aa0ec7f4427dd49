import type { Headers } from '../http/answer.ts';
import { errorKind, errorMessage, RequestFailure } from '../http/error-kind.ts';
import type { Requester } from '../http/exchange.ts';
import { type Outgoing, withCookies } from '../http/outgoing.ts';
import type { Held } from '../http/rate-ceiling.ts';
import { InvalidRequest } from '../http1/request-bytes.ts';
import type { ExchangeSource, RawExchange, SeriesSamples } from '../recorder/samples/exchange-samples.ts';
import type { RequestTimes } from '../recorder/series-recorder.ts';
import type { StreamRecorder } from '../recorder/stream-recorder.ts';
import { IterationFailure } from '../vu/values.ts';
import type { Sleeper } from '../worker/alarm-clock.ts';
import type { Toolbox } from '../worker/toolbox.ts';
import type { Handshake } from './handshake.ts';

/** `held` by the rate ceiling before anything was sent; `closing`: all is done but the goodbye. */
type State = 'new' | 'held' | 'connecting' | 'open' | 'closing' | 'over';

/**
 * One session of a VU, from connecting to its end: times it, counts it and says to the VU when it is over. What it sleeps
 * for, it sleeps for on the alarm clock of its worker: an open session costs no timer.
 */
export abstract class StreamSession implements Sleeper, Held, ExchangeSource {
  alarmSlot = -1;
  held = false;
  protected readonly toolbox: Toolbox;
  protected readonly requester: Requester;
  protected readonly recorder: StreamRecorder;
  protected readonly times: RequestTimes;
  protected state: State = 'new';
  protected outgoing: Outgoing | null = null;
  protected headers: Headers = {};
  protected status = 0;
  private readonly handshake: Handshake;
  private openedMs = 0;
  private sent = false;
  private anyMessage = false;

  constructor(handshake: Handshake, toolbox: Toolbox, requester: Requester, dueMs: number) {
    this.handshake = handshake;
    this.recorder = handshake.recorder;
    this.toolbox = toolbox;
    this.requester = requester;
    this.times = {
      dueMs,
      startMs: Number.NaN,
      sentMs: Number.NaN,
      firstByteMs: Number.NaN,
      endMs: 0,
      dnsMs: Number.NaN,
      connectingMs: Number.NaN,
      tlsMs: Number.NaN,
    };
  }

  /** Starts connecting. Throws IterationFailure when that cannot be tried. */
  begin(): void {
    const outgoing = this.make();
    this.outgoing = outgoing;
    const now = this.toolbox.clock.now();
    if (!outgoing.origin.allowed) {
      this.refuse(outgoing, now);
    } else if (this.toolbox.ceiling.take(now)) {
      this.dial(now);
    } else {
      this.state = 'held';
      this.toolbox.ceiling.hold(this, now);
    }
  }

  /** Cuts off, without a word to the VU. Counted only if the handshake was sent. */
  interrupt(): void {
    if (this.state === 'over') return;
    const { sent } = this;
    this.settle();
    if (sent) {
      this.recorderNow();
      this.takeBytes();
      this.recorder.cutOff();
    }
    if (!this.toolbox.ending) this.hangUp();
  }

  release(): void {
    if (this.state === 'held') this.dial(this.toolbox.clock.now());
    else if (this.state === 'open') this.letPass();
  }

  wake(): void {
    const { state } = this;
    if (state === 'connecting') {
      const seconds = this.handshake.timeoutMs / 1000;
      this.fail(new RequestFailure('timeout', `the session was not opened within ${seconds} s`));
    } else if (state === 'open' || state === 'closing') this.timeIsUp();
  }

  /** Connects and sends the handshake. Throws IterationFailure when that cannot be tried. */
  protected abstract connect(outgoing: Outgoing): void;
  /** The session is open. */
  protected abstract start(nowMs: number): void;
  /** The ceiling lets the next message pass. */
  protected abstract letPass(): void;
  /** The alarm of an open or closing session. */
  protected abstract timeIsUp(): void;
  /** No message comes any more: what waits for one goes without it. */
  protected abstract missMessages(nowMs: number): void;
  /** Counts the bytes that went over the wire since the last time. */
  protected abstract takeBytes(): void;
  /** Closes the connection at once, and keeps nothing of it: the VU may hold this object until its next session. */
  protected abstract hangUp(): void;
  /** Who was at the other end, if anybody was met, learns how the handshake went. */
  protected abstract tellRemote(serviceMs: number, failed: boolean): void;
  abstract title(): string;

  /** The bytes of the handshake went out. */
  protected handshakeSent(atMs: number): void {
    if (this.state !== 'connecting') return;
    this.sent = true;
    this.times.sentMs = atMs;
    this.requester.reachedTarget();
  }

  /** The head of the answer to the handshake. */
  protected answered(status: number, headers: Headers): void {
    this.times.firstByteMs = this.toolbox.clock.now();
    this.status = status;
    this.headers = headers;
    const setCookie = headers['set-cookie'];
    if (setCookie !== undefined) this.requester.storeCookies(setCookie, this.url());
  }

  protected opened(): void {
    if (this.state !== 'connecting') return;
    const now = this.recorderNow();
    this.toolbox.alarms.cancel(this);
    this.state = 'open';
    this.openedMs = now;
    this.times.endMs = now;
    this.recorder.opened(this.times, this.status);
    this.tellRemote(now - this.times.startMs, false);
    this.takeBytes();
    this.start(now);
  }

  /** A message came in; gives when. */
  protected gotMessage(): number {
    const now = this.recorderNow();
    this.takeBytes();
    this.recorder.received();
    if (!this.anyMessage) this.recorder.firstMessageAfter(now - this.times.startMs);
    this.anyMessage = true;
    return now;
  }

  /** All was done; the VU goes on. */
  protected done(): void {
    const now = this.recorderNow();
    this.settle();
    this.takeBytes();
    this.recorder.ended(now - this.openedMs, null);
    this.hangUp();
    this.requester.proceed(now);
  }

  /** The session failed; the VU goes on with its next step. */
  protected fail(error: Error): void {
    const { state } = this;
    if (state === 'over' || state === 'new' || state === 'held') return;
    const now = this.recorderNow();
    const kind = errorKind(error);
    this.count(now, kind);
    const message = errorMessage(error);
    this.samples.failed(kind, message, now, this);
    const say = () => `${this.title()}: ${message}`;
    this.toolbox.recorder.sample(now, this.handshake.series, kind, say, this.status);
    if (this.handshake.mustSucceed) this.requester.requestFailed(say());
    this.missMessages(now);
    this.hangUp();
    // Whoever told of the failure may be in the middle of putting things in order.
    this.requester.proceedLater(now);
  }

  /** Something only shows while the plan runs: the session and the iteration cannot go on. */
  protected breakOff(failure: IterationFailure): void {
    if (this.state === 'over') return;
    failure.series ??= this.handshake.series;
    // What was not even sent, the target did not see.
    if (this.sent) this.count(this.recorderNow(), 'other');
    else this.settle();
    this.hangUp();
    this.requester.fail(failure);
  }

  /** Calls `part`; what shows to be the plan's own error ends the iteration. */
  protected guarded(part: () => void): void {
    try {
      part();
    } catch (error) {
      if (!(error instanceof IterationFailure)) throw error;
      this.breakOff(error);
    }
  }

  /** Now; what is counted from here on belongs to this second. */
  protected recorderNow(): number {
    const now = this.toolbox.clock.now();
    this.toolbox.recorder.turnTo(now);
    return now;
  }

  /** How long nobody saw a message yet, for one who gives up waiting. */
  protected missFirstMessage(nowMs: number): void {
    if (!this.anyMessage && this.openedMs > 0) this.recorder.firstMessageAfter(nowMs - this.times.startMs);
    this.anyMessage = true;
  }

  /** Failures are counted by signature, and kept whole, with those of requests. */
  protected get samples(): SeriesSamples {
    return this.toolbox.recorder.samples.of(this.handshake.series);
  }

  exchange(): RawExchange {
    const { options } = this.outgoing ?? {};
    const { values } = this.requester;
    return {
      atMs: this.toolbox.clock.now(),
      dueMs: this.times.dueMs,
      vu: values.number,
      iteration: values.iteration,
      rows: values.rows,
      method: options?.method ?? '',
      url: this.url(),
      headers: options?.headers ?? [],
      body: null,
      status: this.status,
      answerHeaders: this.headers,
      answerBody: null,
      answerBytes: 0,
    };
  }

  protected url(): string {
    return this.outgoing ? this.outgoing.origin.text + this.outgoing.options.path : '';
  }

  private make(): Outgoing {
    try {
      return this.handshake.make(this.requester.values);
    } catch (error) {
      if (error instanceof IterationFailure) error.series ??= this.handshake.series;
      throw error;
    }
  }

  private dial(nowMs: number): void {
    const { outgoing } = this;
    if (!outgoing) return;
    this.state = 'connecting';
    this.toolbox.alarms.set(this, nowMs + this.handshake.timeoutMs);
    const cookies = this.requester.cookies?.headerFor(this.url()) ?? '';
    try {
      this.connect(cookies === '' ? outgoing : withCookies(outgoing, cookies));
    } catch (error) {
      // The client did not even try: a header, a subprotocol or a path that is none.
      this.settle();
      const failure = cannotOpen(error);
      failure.series ??= this.handshake.series;
      this.requester.fail(failure);
    }
  }

  private refuse(outgoing: Outgoing, nowMs: number): void {
    this.state = 'over';
    const { recorder } = this.toolbox;
    recorder.turnTo(nowMs);
    this.recorder.refusedHost();
    const { refusal } = outgoing.origin;
    recorder.samples.failures.count(this.handshake.series, 'refused-host', refusal);
    const say = () => `${this.title()}: ${refusal}`;
    recorder.sample(nowMs, this.handshake.series, 'refused-host', say);
    if (this.handshake.mustSucceed) this.requester.requestFailed(say());
    this.missMessages(nowMs);
    this.requester.proceed(nowMs);
  }

  /** Counts a session that failed. */
  private count(nowMs: number, kind: ReturnType<typeof errorKind>): void {
    const { times, state } = this;
    this.settle();
    if (state === 'connecting') {
      times.endMs = nowMs;
      if (!(times.startMs >= 0)) times.startMs = nowMs;
      this.recorder.notOpened(times, this.status, kind);
      this.tellRemote(nowMs - times.startMs, true);
    } else this.recorder.ended(nowMs - this.openedMs, kind);
    this.takeBytes();
  }

  /** From now on nothing is in progress. */
  private settle(): void {
    this.state = 'over';
    this.held = false;
    this.toolbox.alarms.cancel(this);
  }
}

/** Errors of clients that did not even try. Throws what is anything else. */
function cannotOpen(error: unknown): IterationFailure {
  if (error instanceof IterationFailure) return error;
  if (error instanceof InvalidRequest || error instanceof SyntaxError || error instanceof TypeError) {
    return new IterationFailure(`this session cannot be opened: ${error.message}`);
  }
  throw error;
}
