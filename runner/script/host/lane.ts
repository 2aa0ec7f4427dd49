import { Connection } from '../../http/connection.ts';
import { CookiesBut } from '../../http/cookies.ts';
import { errorKind } from '../../http/error-kind.ts';
import { Exchange, type Hop, type Requester } from '../../http/exchange.ts';
import { expectedStatuses } from '../../http/expected-statuses.ts';
import type { Origin } from '../../http/origins.ts';
import type { RequestPlan } from '../../http/request-plan.ts';
import type { IterationFailure } from '../../vu/values.ts';
import type { HostAnswer, HostRequest } from '../guest/host.ts';
import type { HopTimes } from './builtin-metrics.ts';
import { errorCodeOf, k6Message } from './error-code.ts';
import { ScriptJar } from './script-jar.ts';
import type { ScriptVu } from './script-vu.ts';

const ALL = new Uint8Array(1000).fill(1);
const USUAL = expectedStatuses('200-399');

/** One request of a script at a time, over connections of its own. A VU has as many as it ever needed at once. */
export class Lane implements Requester {
  busy = false;
  private readonly vu: ScriptVu;
  private readonly exchange: Exchange;
  private readonly connections: Connection[] = [];
  private request: HostRequest | null = null;
  private done: ((answer: HostAnswer) => void) | null = null;
  private hop: Hop | null = null;
  private times: HopTimes = NO_TIMES;
  private body: string | Uint8Array | null = null;
  private origin: Origin | null = null;
  private setCookies: string[] = NOTHING;
  private sentCookies = '';
  private hops = 0;
  private connection: Connection | null = null;

  constructor(vu: ScriptVu) {
    this.vu = vu;
    this.exchange = new Exchange(vu.kit.toolbox, this);
  }

  get values() {
    return this.vu;
  }

  get cookies() {
    const { request } = this;
    const jar = jarOf(request) ?? this.vu.cookies;
    return jar && request?.replaced ? new CookiesBut(jar, request.replaced) : jar;
  }

  /** Throws a sentence (a string) when the request cannot be made. */
  send(request: HostRequest, done: (answer: HostAnswer) => void): void {
    const { vu } = this;
    const { toolbox } = vu.kit;
    const series = vu.seriesOf(request.group, request.name);
    const target = toolbox.scriptTargets.of(request.url);
    const plan: RequestPlan = {
      series: series.index,
      recorder: series.recorder,
      samples: series.samples,
      fixed: {
        origin: target.origin,
        options: {
          path: target.path,
          method: request.method,
          headers:
            target.authorization === null
              ? request.headers
              : identified(request.headers, target.authorization),
          body: request.body,
        },
      },
      make: unmade,
      deadlines: toolbox.deadlines(request.timeoutMs),
      redirects: request.redirects,
      asK6: true,
      expected: request.unjudged ? ALL : (request.expected ?? USUAL),
      keepsBody: request.keepsBody,
      readsHeaders: true,
      measuresBody: false,
      mustSucceed: false,
      checks: NONE,
      extracts: NONE,
    };
    this.busy = true;
    this.request = request;
    this.done = done;
    this.hop = null;
    this.setCookies = NOTHING;
    this.hops = 0;
    this.connection = null;
    this.origin = target.origin;
    this.exchange.send(plan, vu.dueMs);
  }

  interrupt(): void {
    this.busy = false;
    this.done = null;
    this.exchange.interrupt();
  }

  leave(): void {
    for (const connection of this.connections) connection.destroy(new Error('the user left'));
    this.connections.length = 0;
  }

  connectionTo(origin: Origin): Connection {
    // What earlier hops have set is theirs.
    this.setCookies = NOTHING;
    if (this.vu.kit.reuses === 'nothing') this.leave();
    let connection = this.connections.find((one) => one.origin === origin);
    if (!connection) {
      connection = new Connection(origin, this.vu.kit.toolbox.network);
      this.connections.push(connection);
    }
    this.connection = connection;
    return connection;
  }

  storeCookies(headers: string | string[], url: string): void {
    this.setCookies = [...this.setCookies, ...(typeof headers === 'string' ? [headers] : headers)];
    (jarOf(this.request) ?? this.vu.jar()).store(headers, url);
  }

  setVariable(): void {}

  requestFailed(): void {}

  reachedTarget(): void {
    this.vu.reached = true;
  }

  heard(hop: Hop): void {
    const { request } = this;
    this.hop = hop;
    if (!request) return;
    this.times = timesOf(hop);
    if (this.hops++ === 0) this.sentCookies = hop.cookies;
    // The bytes are overwritten by what comes next.
    if (hop.body === null || BODILESS.has(hop.status)) this.body = null;
    else this.body = request.binary ? Uint8Array.from(hop.body) : textOf(hop.body);
    this.vu.hop(request, hop, this.times, errorCodeOf(hop.error, hop.status), this.connection);
  }

  proceed(atMs: number): void {
    this.answer(atMs, null);
  }

  proceedLater(atMs: number): void {
    // undici must not be given the next request now.
    this.vu.later(() => this.answer(atMs, null));
  }

  fail(failure: IterationFailure): void {
    this.vu.later(() => this.answer(this.vu.kit.toolbox.clock.now(), failure.message));
  }

  private answer(atMs: number, problem: string | null): void {
    const { done, hop, request, origin } = this;
    if (!done || !request) return;
    this.busy = false;
    this.done = null;
    this.vu.dueMs = atMs;
    const failed = hop?.error && errorKind(hop.error) !== 'status' ? hop.error : null;
    const unsent = hop ? '' : (problem ?? (origin ? origin.refusal : 'it was not sent'));
    const error = problem ?? (failed ? k6Message(failed) : unsent);
    done({
      status: error === '' ? (hop?.status ?? 0) : 0,
      url: hop?.url ?? request.url,
      remoteIp: this.connection?.ip ?? '',
      remotePort: this.connection?.port ?? 0,
      protocol: error === '' ? (this.connection?.facts?.protocol ?? '') : '',
      tlsVersion: this.connection?.facts?.tlsVersion ?? '',
      cipher: this.connection?.facts?.cipher ?? '',
      headers: hop && error === '' ? hop.headers : NO_HEADERS,
      body: hop ? this.body : null,
      error,
      errorCode:
        !hop && origin && !origin.allowed
          ? BLOCKED_HOST
          : errorCodeOf(failed ?? (error === '' ? null : new Error(error)), hop?.status ?? 0),
      ...(hop ? this.times : NO_TIMES),
      lookingUp: hop ? some(hop.times.dnsMs) : 0,
      setCookies: this.setCookies,
      sentCookies: this.sentCookies,
    });
  }
}

/** The jar that a request brings along; null for the VU's. */
function jarOf(request: HostRequest | null): ScriptJar | null {
  return request?.jar instanceof ScriptJar ? request.jar : null;
}

/** Says who asks, unless the request does so itself. */
function identified(headers: string[], authorization: string): string[] {
  const says = headers.some((name, index) => index % 2 === 0 && name === 'authorization');
  return says ? headers : [...headers, 'authorization', authorization];
}

function textOf({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('utf8');
}

function unmade(): never {
  throw new Error('A request of a script is made before');
}

/** k6's code for a name that may not be asked. */
const BLOCKED_HOST = 1111;
/** Answers that never have a body. */
const BODILESS = new Set([204, 304]);
const NONE: never[] = [];
const NOTHING: string[] = [];
const NO_HEADERS = {};
const NO_TIMES: HopTimes = { blocked: 0, connecting: 0, tls: 0, sending: 0, waiting: 0, receiving: 0 };

const some = (ms: number): number => (ms > 0 ? ms : 0);

/** The phases in k6's terms: sending lasts until the system has all of the request. */
function timesOf({ times, writtenMs }: Hop): HopTimes {
  const { startMs, sentMs, firstByteMs, endMs, connectingMs, tlsMs } = times;
  const answered = firstByteMs >= sentMs;
  // A target may answer before it has all of the request.
  const latest = answered ? firstByteMs : endMs;
  const sent = writtenMs >= sentMs ? Math.min(writtenMs, latest) : sentMs;
  return {
    blocked: some(sentMs - startMs),
    connecting: some(connectingMs),
    tls: some(tlsMs),
    sending: some(sent - sentMs),
    waiting: answered ? firstByteMs - sent : some(endMs - (sent >= 0 ? sent : startMs)),
    receiving: answered ? endMs - firstByteMs : 0,
  };
}
