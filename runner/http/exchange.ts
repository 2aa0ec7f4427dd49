import { InvalidRequest } from '../http1/request-bytes.ts';
import type { Head } from '../http1/response-parser.ts';
import type { ExchangeSource, RawExchange } from '../recorder/samples/exchange-samples.ts';
import type { RequestTimes } from '../recorder/series-recorder.ts';
import { IterationFailure, type Values } from '../vu/values.ts';
import type { Timed } from '../worker/deadlines.ts';
import type { Toolbox } from '../worker/toolbox.ts';
import { Answer, type Headers } from './answer.ts';
import { type Connection, type ConnectionUser, UNCONNECTED } from './connection.ts';
import type { CookieSource } from './cookies.ts';
import { MOST_KEPT_BYTES } from './decode-body.ts';
import { errorKind, errorMessage, RequestFailure } from './error-kind.ts';
import { evaluate } from './evaluate.ts';
import type { Origin } from './origins.ts';
import { bytesOf, type Outgoing, redirected, withCookies } from './outgoing.ts';
import { proxyWants } from './proxy-route.ts';
import type { Held } from './rate-ceiling.ts';
import { isRedirect } from './redirect.ts';
import type { RequestPlan } from './request-plan.ts';
import { ResponseBody } from './response-body.ts';

/** The VU for which requests are made. */
export interface Requester {
  readonly values: Values;
  /** Null until a target set a cookie. */
  readonly cookies: CookieSource | null;
  connectionTo(origin: Origin): Connection;
  storeCookies(headers: string | string[], url: string): void;
  setVariable(slot: number, value: string | undefined): void;
  /** Bytes of a request went out. */
  reachedTarget(): void;
  /** A request that must succeed did not, or a check of it; its steps do not go on. */
  requestFailed(sentence: string): void;
  /** The request and its redirects are over; may be called before `send` returns. */
  proceed(atMs: number): void;
  /** The same, to go on in the next turn. */
  proceedLater(atMs: number): void;
  /** Hears how each request and each redirect went. Scripts do; steps look at answers through checks. */
  heard?(hop: Hop): void;
  /** The iteration cannot go on; may be called before `send` returns. */
  fail(failure: IterationFailure): void;
}

/** One request or redirect that ended, as it was. Valid until the next one goes out. */
export type Hop = {
  times: Readonly<RequestTimes>;
  /** When the last byte of the request was handed to the system; NaN where that is not known. */
  writtenMs: number;
  url: string;
  status: number;
  headers: Headers;
  /** What was sent of the VU's cookies. */
  cookies: string;
  /** Without its content encoding; null when it was not kept. */
  body: Uint8Array | null;
  error: Error | null;
  received: number;
  sent: number;
};

/**
 * `held` by the rate ceiling; `waiting` for a connection; `sent`: bytes are out.
 */
type Phase = 'idle' | 'held' | 'waiting' | 'sent';

/**
 * One request of a VU at a time, with the redirects that follow from it: sends it, times it, counts it, checks the
 * answer and takes values from it. It is used again for the VU's next request.
 */
export class Exchange implements ConnectionUser, Timed, Held, ExchangeSource {
  deadlineMs = 0;
  earlier: Timed | null = null;
  later: Timed | null = null;
  held = false;

  private readonly toolbox: Toolbox;
  private readonly requester: Requester;
  private readonly times: RequestTimes = {
    dueMs: 0,
    startMs: Number.NaN,
    sentMs: Number.NaN,
    firstByteMs: Number.NaN,
    endMs: 0,
    dnsMs: Number.NaN,
    connectingMs: Number.NaN,
    tlsMs: Number.NaN,
  };
  private writtenMs = Number.NaN;
  private phase: Phase = 'idle';
  private timed = false;
  private cuttingOff = false;
  private plan: RequestPlan | null = null;
  private outgoing: Outgoing | null = null;
  private redirectsLeft = 0;
  private connection: Connection | null = null;
  private status = 0;
  private headers: Headers = NO_HEADERS;
  private contentEncoding: string | undefined;
  private contentType: string | undefined;
  private readonly body = new ResponseBody();
  /** The body without its content encoding, until it was looked at. */
  private decoded: Uint8Array | null = null;
  /** What was sent of the VU's cookies. */
  private cookies = '';

  constructor(toolbox: Toolbox, requester: Requester) {
    this.toolbox = toolbox;
    this.requester = requester;
  }

  /** Sends the request of a step, due at `dueMs`. Throws IterationFailure when it cannot be made. */
  send(plan: RequestPlan, dueMs: number): void {
    this.plan = plan;
    this.redirectsLeft = plan.redirects;
    this.times.dueMs = dueMs;
    this.go(plan.fixed ?? this.make(plan));
  }

  /** Cuts off what is in progress, without a word to the VU. Counted only if it was sent. */
  interrupt(): void {
    const { phase } = this;
    if (phase === 'idle') return;
    if (phase === 'held' || this.toolbox.ending) {
      this.settle();
      if (phase === 'sent') this.cutOff();
      return;
    }
    this.cuttingOff = true;
    this.abort(new RequestFailure('other', 'interrupted'));
    this.cuttingOff = false;
  }

  release(): void {
    this.dispatch(this.toolbox.clock.now());
  }

  expire(): void {
    this.timed = false;
    const seconds = (this.plan?.deadlines.allowedMs ?? 0) / 1000;
    const pending = this.phase === 'waiting' && this.connection ? this.connection.pending : '';
    const why = pending === '' ? '' : `; ${pending}`;
    const code = pending === UNCONNECTED ? 'ETIMEDOUT' : '';
    this.abort(new RequestFailure('timeout', `no complete response within ${seconds} s${why}`, code));
  }

  onSent(atMs: number): void {
    this.phase = 'sent';
    const { times, connection } = this;
    times.sentMs = times.startMs = atMs;
    if (connection && connection.connectStartMs >= 0) {
      times.startMs = connection.connectStartMs;
      times.dnsMs = connection.dnsMs;
      times.connectingMs = connection.connectingMs;
      times.tlsMs = connection.tlsMs;
    }
    this.requester.reachedTarget();
  }

  onWritten(): void {
    if (this.requester.heard) this.writtenMs = this.toolbox.clock.now();
  }

  onBytes(atMs: number): void {
    const { times } = this;
    if (!(times.firstByteMs >= 0)) times.firstByteMs = atMs;
    times.endMs = atMs;
  }

  onHead(head: Head): void {
    const { plan } = this;
    if (!plan) return;
    this.status = head.status;
    const sampled = this.mayBeSampled(head.status);
    if (sampled || plan.readsHeaders || head.hasLocation) this.headers = head.all();
    if (head.hasContentEncoding) this.contentEncoding = head.get('content-encoding');
    if (plan.keepsBody) this.contentType = head.get('content-type');
    if (plan.keepsBody || (plan.measuresBody && head.hasContentEncoding)) this.body.keep();
    else if (sampled) this.body.keepStart();
    if (head.hasSetCookie) {
      const setCookie = head.all()['set-cookie'];
      if (setCookie !== undefined) this.requester.storeCookies(setCookie, this.url());
    }
  }

  onData(bytes: Buffer, start: number, end: number, last: boolean): void {
    this.body.add(bytes, start, end, last);
  }

  onEnd(): void {
    try {
      this.respond();
    } catch (error) {
      this.toolbox.broken(error);
    }
  }

  onError(error: Error): void {
    try {
      this.break(error);
    } catch (caught) {
      this.toolbox.broken(caught);
    }
  }

  private make(plan: RequestPlan): Outgoing {
    try {
      return plan.make(this.requester.values);
    } catch (error) {
      if (error instanceof IterationFailure) error.series ??= plan.series;
      throw error;
    }
  }

  private go(outgoing: Outgoing): void {
    this.outgoing = outgoing;
    const now = this.toolbox.clock.now();
    if (!outgoing.origin.allowed) {
      this.refuse(outgoing, now);
      this.evaluate(null);
      this.requester.proceed(now);
    } else if (this.toolbox.ceiling.take(now)) {
      this.dispatch(now);
    } else {
      this.phase = 'held';
      this.toolbox.ceiling.hold(this, now);
    }
  }

  private dispatch(nowMs: number): void {
    const { outgoing, plan, times } = this;
    if (!outgoing || !plan) return;
    this.phase = 'waiting';
    this.status = 0;
    this.headers = NO_HEADERS;
    this.contentEncoding = this.contentType = undefined;
    this.body.clear();
    times.startMs = times.sentMs = times.firstByteMs = Number.NaN;
    times.dnsMs = times.connectingMs = times.tlsMs = this.writtenMs = Number.NaN;
    const connection = this.requester.connectionTo(outgoing.origin);
    connection.forgetConnecting();
    this.connection = connection;
    plan.deadlines.add(this, nowMs);
    this.timed = true;
    const ready = this.withCookies(outgoing);
    if (ready !== null) connection.send(ready, this, nowMs);
  }

  /** What is sent, its bytes made; null when it cannot be, which is the end of the iteration. */
  private withCookies(outgoing: Outgoing): Outgoing | null {
    const cookies = this.requester.cookies?.headerFor(this.url()) ?? '';
    this.cookies = cookies;
    try {
      const ready = cookies === '' ? outgoing : withCookies(outgoing, cookies);
      bytesOf(ready);
      return ready;
    } catch (error) {
      if (!(error instanceof InvalidRequest)) throw error;
      this.settle();
      this.fail(new IterationFailure(`this request cannot be sent: ${error.message}`));
      return null;
    }
  }

  private respond(): void {
    const { plan, outgoing, times, status } = this;
    if (!plan || !outgoing || this.phase === 'idle') return;
    this.settle();
    let hop: Outgoing | null = null;
    let failure: RequestFailure | null = null;
    try {
      const follows = plan.redirects > 0 && !(plan.asK6 && this.redirectsLeft === 0);
      if (follows && isRedirect(status, this.headers)) hop = this.follow(outgoing, plan);
      else if (plan.expected[status] === 0) failure = unexpected(status, outgoing.origin);
      if (!hop && this.body.kept) this.decoded = this.body.take(this.contentEncoding, plan.asK6);
    } catch (error) {
      if (!(error instanceof RequestFailure)) throw error;
      failure ??= error;
    }
    this.record(failure);
    if (hop?.origin.allowed) {
      this.redirectsLeft--;
      times.dueMs = times.endMs;
      this.forgetBody();
      this.go(hop);
      return;
    }
    if (hop) this.refuse(hop, times.endMs);
    this.finish(plan.checks.length + plan.extracts.length === 0 ? null : this.answer(plan, this.decoded));
  }

  /** The request that a redirect asks for. Throws RequestFailure when it cannot be followed. */
  private follow(outgoing: Outgoing, plan: RequestPlan): Outgoing {
    if (this.redirectsLeft === 0) {
      throw new RequestFailure('protocol', `redirects more than ${plan.redirects} times`);
    }
    return redirected(outgoing, this.status, this.headers, this.toolbox.origins, plan.asK6);
  }

  private break(error: Error): void {
    const { times, connection, phase } = this;
    if (phase === 'idle') return;
    times.endMs = this.toolbox.clock.now();
    this.settle();
    if (this.cuttingOff) {
      if (phase === 'sent') this.cutOff();
      return;
    }
    if (phase === 'waiting') {
      times.startMs = connection && connection.connectStartMs >= 0 ? connection.connectStartMs : times.endMs;
      if (connection) {
        times.dnsMs = connection.dnsMs;
        times.connectingMs = connection.connectingMs;
      }
    }
    if (phase === 'sent' && this.plan?.asK6) this.decoded = this.body.takePart(this.contentEncoding);
    this.record(error);
    this.evaluate(null);
    this.forgetBody();
    // Others have their turn before a VU whose target refuses it tries again.
    this.requester.proceedLater(times.endMs);
  }

  private finish(answer: Answer | null): void {
    try {
      this.evaluate(answer);
    } catch (error) {
      if (!(error instanceof IterationFailure)) throw error;
      this.fail(error);
      return;
    } finally {
      this.forgetBody();
    }
    this.requester.proceed(this.times.endMs);
  }

  private forgetBody(): void {
    this.decoded = null;
    this.body.release();
  }

  /** Whether this exchange is likely to be kept whole: it fails, it is slow already, or bodies were missed before. */
  private mayBeSampled(status: number): boolean {
    const { plan, times } = this;
    if (!plan) return false;
    const { samples } = plan;
    return (
      plan.expected[status] === 0 || times.firstByteMs - times.dueMs > samples.slowMs || samples.wantsBodies
    );
  }

  exchange(): RawExchange {
    const { outgoing, times, cookies, requester, headers } = this;
    const sent = cookies === '' || !outgoing ? outgoing : withCookies(outgoing, cookies);
    return {
      atMs: times.endMs,
      dueMs: times.dueMs,
      vu: requester.values.number,
      iteration: requester.values.iteration,
      rows: requester.values.rows,
      method: sent?.options.method ?? '',
      url: this.url(),
      headers: sent?.options.headers ?? [],
      body: sent?.options.body ?? null,
      status: this.status,
      answerHeaders: headers,
      answerBody: this.decoded ?? this.body.start(this.contentEncoding),
      answerBytes: this.decoded?.length ?? this.body.received,
    };
  }

  private fail(failure: IterationFailure): void {
    failure.series ??= this.plan?.series ?? null;
    this.requester.fail(failure);
  }

  private evaluate(answer: Answer | null): void {
    const { plan, requester, toolbox, times } = this;
    if (plan) evaluate(plan, answer, requester, toolbox.recorder, times.endMs, this);
  }

  private answer(plan: RequestPlan, body: Uint8Array | null): Answer {
    const tooLarge = plan.keepsBody && !this.body.kept;
    return new Answer({
      status: this.status,
      headers: this.headers,
      serviceMs: this.times.endMs - this.times.startMs,
      size: body?.length ?? this.body.received,
      unreadable: tooLarge
        ? `the body is larger than ${MOST_KEPT_BYTES / 1024 / 1024} MB and was not kept`
        : null,
      contentType: this.contentType,
      body: plan.keepsBody ? body : null,
      cookies: (name) => this.requester.cookies?.valueOf(name, this.url()),
    });
  }

  private record(error: Error | null): void {
    const { plan, times, connection, status } = this;
    if (!plan || !connection) return;
    const { recorder } = this.toolbox;
    recorder.turnTo(times.endMs);
    connection.remote?.ended(times.endMs - times.startMs, error !== null);
    const kind = error === null ? null : errorKind(error);
    const decoded = this.decoded?.length ?? this.body.received;
    const received = connection.takeReceived();
    const sent = connection.takeSent();
    plan.recorder.ended(times, status, kind, received, sent, decoded);
    this.requester.heard?.({
      times,
      writtenMs: this.writtenMs,
      url: this.url(),
      status,
      headers: this.headers,
      cookies: this.cookies,
      body: this.decoded,
      error,
      received,
      sent,
    });
    const { samples } = plan;
    if (error !== null && kind !== null) {
      samples.failed(kind, errorMessage(error), times.endMs, this);
      if (plan.mustSucceed) this.requester.requestFailed(`${this.title()}: ${errorMessage(error)}`);
      recorder.sample(
        times.endMs,
        plan.series,
        kind,
        () => `${this.title()}: ${errorMessage(error)}`,
        status,
      );
    } else if (times.endMs - times.dueMs > samples.slowMs) {
      samples.slow(times.endMs - times.dueMs, this);
    }
  }

  private cutOff(): void {
    if (!this.plan || !this.connection) return;
    this.toolbox.recorder.turnTo(this.toolbox.clock.now());
    this.plan.recorder.cutOff(this.connection.takeReceived(), this.connection.takeSent());
  }

  private refuse({ origin, options }: Outgoing, nowMs: number): void {
    if (!this.plan) return;
    const { recorder } = this.toolbox;
    recorder.turnTo(nowMs);
    this.plan.recorder.refusedHost();
    recorder.samples.failures.count(this.plan.series, 'refused-host', origin.refusal);
    const say = () => `${options.method} ${origin.text}${options.path}: ${origin.refusal}`;
    recorder.sample(nowMs, this.plan.series, 'refused-host', say);
    if (this.plan.mustSucceed) this.requester.requestFailed(say());
  }

  private abort(reason: RequestFailure): void {
    this.connection?.destroy(reason);
  }

  /** From now on nothing is in progress. */
  private settle(): void {
    this.phase = 'idle';
    this.held = false;
    if (this.timed) this.plan?.deadlines.lift(this);
    this.timed = false;
  }

  private url(): string {
    return this.outgoing ? this.outgoing.origin.text + this.outgoing.options.path : '';
  }

  title(): string {
    return `${this.outgoing?.options.method ?? ''} ${this.url()}`;
  }
}

const NO_HEADERS: Headers = {};

function unexpected(status: number, { proxy }: Origin): RequestFailure {
  const advice = status === 407 && proxy ? `; ${proxyWants(proxy)}` : '';
  return new RequestFailure('status', `answered ${status}${advice}`);
}
