import { hexOf } from '../modules/bytes.ts';
import { CookieJar, cookieJarClass } from './cookie-jar.ts';
import { credentialsOf, digestAuthorization } from './digest-auth.ts';
import { type HostAnswer, type HostRequest, UNSUPPORTED_SCHEME } from './host.ts';
import { provideSend } from './pages.ts';
import type { Pending } from './pending.ts';
import { Provided } from './provided.ts';
import { bodyOf, FileData, type Sent } from './request-body.ts';
import {
  defaultParams,
  ExpectedStatuses,
  expectedStatuses,
  type Params,
  readParams,
  statusesOf,
} from './request-params.ts';
import { type RequestFacts, Response } from './response.ts';
import type { Vu } from './vu.ts';

/** What the tagged template http.url gives: an address, and the name under which it is counted. */
class NamedUrl {
  readonly url: string;
  readonly name: string;
  constructor(url: string, name: string) {
    this.url = url;
    this.name = name;
  }
  toString(): string {
    return this.url;
  }
}

function url(_vu: Vu, parts: readonly string[], ...values: unknown[]): NamedUrl {
  let address = parts[0] ?? '';
  let name = address;
  values.forEach((value, index) => {
    address += String(value) + (parts[index + 1] ?? '');
    name += `\${}${parts[index + 1] ?? ''}`;
  });
  return new NamedUrl(address, name);
}

/** A request that can be sent, with what its answer will say of it. */
type Ready = { request: HostRequest; facts: RequestFacts; params: Params };

/** What is wrong with the arguments of a request: its answer says so, unless the script wants errors thrown. */
type Refused = { refused: string };

function prepare(
  vu: Vu,
  method: string,
  address: unknown,
  given: unknown,
  written: unknown,
): Ready | Refused {
  vu.forbidInInit('a request');
  try {
    return ready(vu, method, address, given, written);
  } catch (error) {
    if (vu.settings.throw || !(error instanceof Error)) throw error;
    vu.host.log('warn', `a request failed: ${error.message}`);
    return { refused: error.message };
  }
}

function ready(vu: Vu, method: string, address: unknown, given: unknown, written: unknown): Ready {
  const params = written === undefined ? defaultParams(vu) : readParams(vu, written);
  const named = address instanceof NamedUrl ? address : null;
  const target = named ? named.url : String(address);
  const sent: Sent = bodyOf(given, vu);
  const headers: string[] = [];
  let agent = false;
  let type = false;
  let encoding = false;
  for (const name in params.headers) {
    const lower = name.toLowerCase();
    if (lower === 'content-length') continue;
    const value = params.headers[name] ?? '';
    if (lower === 'content-encoding') encoding = true;
    if (lower === 'content-type') type = true;
    if (lower === 'user-agent') {
      agent = true;
      if (value === '') continue;
    }
    headers.push(lower, value);
  }
  if (!agent && vu.settings.userAgent !== '') headers.push('user-agent', vu.settings.userAgent);
  if (!type && sent.type !== null) headers.push('content-type', sent.type);
  let replaced: string[] | null = null;
  if (params.cookies) {
    headers.push('cookie', cookieHeader(params.cookies));
    replaced = replacedBy(params.cookies);
  }
  let { body } = sent;
  if (params.encodings && body !== null) {
    body = vu.worker.compressed(typeof body === 'string' ? vu.worker.bytesOf(body) : body, params.encodings);
    if (!encoding) headers.push('content-encoding', params.encodings.join(', '));
  }
  const tags = vu.tags(params.tags);
  const expected = params.expected;
  const request: HostRequest = {
    method,
    url: target,
    headers,
    body,
    name: params.name ?? named?.name ?? (target.includes('@') ? withoutCredentials(target) : target),
    group: vu.group,
    tags,
    timeoutMs: params.timeoutMs,
    redirects: params.redirects,
    expected: expected === 'none' ? null : expected,
    unjudged: expected === 'none',
    keepsBody: params.type !== 'none',
    binary: params.type === 'binary',
    jar: params.jar,
    replaced,
  };
  return { request, facts: { method, url: target, headers, body: sent.body }, params };
}

/** As names of requests show it. */
const withoutCredentials = (address: string): string =>
  address.replace(/^([a-z]+:\/\/)[^/?#@]*@/i, '$1****:****@');

function cookieHeader(cookies: Record<string, unknown>): string {
  return Object.entries(cookies)
    .map(([name, value]) => `${name}=${String(isCookie(value) ? (value.value ?? '') : value)}`)
    .join('; ');
}

const isCookie = (value: unknown): value is { value?: unknown; replace?: unknown } =>
  typeof value === 'object' && value !== null;

function replacedBy(cookies: Record<string, unknown>): string[] | null {
  const names = Object.keys(cookies).filter((name) => {
    const cookie = cookies[name];
    return isCookie(cookie) && cookie.replace === true;
  });
  return names.length > 0 ? names : null;
}

type Settle = (ok: boolean, value: unknown) => void;

/** Sends a request; `settle` hears of its end, before this returns only when it cannot be sent. */
function send(vu: Vu, prepared: Ready | Refused, settle: Settle): void {
  if ('refused' in prepared) {
    settle(true, Response.refused(vu, prepared.refused));
    return;
  }
  try {
    if (prepared.params.auth === 'digest') sendWithDigest(vu, prepared, settle);
    else vu.send(prepared.request, (answer) => answered(vu, prepared, answer, settle));
  } catch (error) {
    if (prepared.params.throws || !(error instanceof Error)) settle(false, error);
    else {
      const code = error.message.startsWith(UNSUPPORTED_SCHEME) ? GENERAL : INVALID_URL;
      settle(true, Response.refused(vu, error.message, code, prepared.facts));
    }
  }
}

/** k6's codes for an address of another protocol, and for what is none. */
const GENERAL = 1000;
const INVALID_URL = 1020;

function answered(vu: Vu, { facts, params }: Ready, answer: HostAnswer, settle: Settle): void {
  if (params.throws && answer.error !== '') settle(false, new Error(answer.error));
  else settle(true, new Response(vu, answer, facts, params.type));
}

const ONLY_401 = new Uint8Array(1000);
ONLY_401[401] = 1;

/** Asks once without saying who asks, for the challenge, and then with the answer to it. */
function sendWithDigest(vu: Vu, prepared: Ready, settle: Settle): void {
  const { request } = prepared;
  const credentials = credentialsOf(request.url);
  const url = request.url.replace(/^([a-z]+:\/\/)[^/?#@]*@/i, '$1');
  vu.send({ ...request, url, expected: ONLY_401 }, (answer) => {
    const challenge = answer.headers['www-authenticate'];
    const challenges = typeof challenge === 'string' ? [challenge] : (challenge ?? []);
    const path = /^[a-z]+:\/\/[^/?#]*([^#]*)/i.exec(url)?.[1] ?? '';
    const asked = {
      method: request.method,
      path: path.startsWith('/') ? path : `/${path}`,
      body: request.body,
    };
    const nonce = hexOf(vu.worker.hashing.randomBytes(16));
    const authorization =
      answer.status === 401 && credentials
        ? challenges
            .map((one) => digestAuthorization(one, credentials, asked, vu.worker.hashing, nonce))
            .find((one) => one !== null)
        : undefined;
    if (authorization === undefined) {
      answered(vu, prepared, answer, settle);
      return;
    }
    const headers = [...request.headers, 'authorization', authorization];
    try {
      vu.send({ ...request, url, headers }, (last) => answered(vu, prepared, last, settle));
    } catch (error) {
      settle(false, error);
    }
  });
}

function perform(vu: Vu, prepared: Ready | Refused): Pending {
  return vu.block((settle) => send(vu, prepared, settle));
}

const withoutBody = (method: string) => (vu: Vu, address: unknown, params?: unknown) =>
  perform(vu, prepare(vu, method, address, undefined, params));
const withBody = (method: string) => (vu: Vu, address: unknown, body?: unknown, params?: unknown) =>
  perform(vu, prepare(vu, method, address, body, params));

function request(vu: Vu, method: unknown, address: unknown, body?: unknown, params?: unknown): Pending {
  return perform(vu, prepare(vu, String(method), address, body, params));
}

provideSend((vu, method, address, body, params) => request(vu, method, address, body, params ?? undefined));

/** Several requests at once, as many as `batch` and `batchPerHost` allow. */
function batch(vu: Vu, given: unknown): unknown {
  if (typeof given !== 'object' || given === null)
    throw new TypeError('batch() needs an array or an object of requests');
  const list = Array.isArray(given);
  const keys = Object.keys(given);
  const readied = keys.map((key) => batched(vu, Reflect.get(given, key)));
  const results: Record<string, unknown> | unknown[] = list ? [] : {};
  if (keys.length === 0) return results;
  return vu.block((settle) => {
    const perHost = new Map<string, number>();
    const waiting = readied.map((ready, index) => ({
      ready,
      key: keys[index] ?? '',
      host: 'refused' in ready ? '' : hostOf(ready.request.url),
    }));
    let running = 0;
    let left = keys.length;
    let failure: unknown;
    const finish = (host: string) => {
      running--;
      left--;
      perHost.set(host, (perHost.get(host) ?? 1) - 1);
      if (left > 0) next();
      else if (failure !== undefined) settle(false, failure);
      else settle(true, results);
    };
    const next = () => {
      for (let index = 0; index < waiting.length && running < vu.settings.batch; ) {
        const one = waiting[index];
        if (!one) break;
        const busy = perHost.get(one.host) ?? 0;
        if (vu.settings.batchPerHost > 0 && busy >= vu.settings.batchPerHost) {
          index++;
          continue;
        }
        waiting.splice(index, 1);
        running++;
        perHost.set(one.host, busy + 1);
        send(vu, one.ready, (ok, value) => {
          if (ok) Reflect.set(results, one.key, value);
          else failure ??= value;
          finish(one.host);
        });
      }
    };
    next();
  });
}

function batched(vu: Vu, one: unknown): Ready | Refused {
  if (typeof one === 'string' || one instanceof NamedUrl)
    return prepare(vu, 'GET', one, undefined, undefined);
  if (Array.isArray(one)) {
    // As k6 does, this form sends a method as it is written, and the other one in capitals.
    return prepare(vu, String(one[0]), one[1], one[2], one[3] ?? undefined);
  }
  if (typeof one === 'object' && one !== null && 'url' in one) {
    const { method, url: address, body, params } = one as Record<string, unknown>;
    const verb = String(method ?? 'GET').toUpperCase();
    const sent = verb === 'GET' || verb === 'HEAD' ? undefined : body;
    return prepare(vu, verb, address, sent, params ?? undefined);
  }
  throw new TypeError(
    'a request of batch() is an address, [method, url, body, params] or { method, url, body, params }',
  );
}

function hostOf(address: string): string {
  return /^[a-z]+:\/\/([^/?#]*)/i.exec(address)?.[1] ?? '';
}

function setResponseCallback(vu: Vu, callback: unknown): void {
  vu.expected = statusesOf(callback);
}

function setDefaultHeaders(vu: Vu, headers: unknown): void {
  if (typeof headers !== 'object' || headers === null)
    throw new TypeError('setDefaultHeaders() needs an object such as { Authorization: "…" }');
  vu.defaultHeaders = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, String(value)]),
  );
}

function asyncRequest(
  vu: Vu,
  method: unknown,
  address: unknown,
  body?: unknown,
  params?: unknown,
): Promise<unknown> {
  const prepared = prepare(vu, String(method), address, body, params);
  return new Promise((resolve, reject) => {
    const operation = vu.keepOpen(NOTHING_TO_CANCEL);
    send(vu, prepared, (ok, value) => operation.end(() => (ok ? resolve(value) : reject(value))));
  });
}

const NOTHING_TO_CANCEL = () => {};

const file = (_vu: Vu, data: unknown, name?: unknown, type?: unknown) =>
  new FileData(
    data,
    name === undefined ? String(Date.now()) : String(name),
    type === undefined ? 'application/octet-stream' : String(type),
  );

const CONSTANTS = {
  SSL_3_0: 'ssl3.0',
  TLS_1_0: 'tls1.0',
  TLS_1_1: 'tls1.1',
  TLS_1_2: 'tls1.2',
  TLS_1_3: 'tls1.3',
  OCSP_STATUS_GOOD: 'good',
  OCSP_STATUS_REVOKED: 'revoked',
  OCSP_STATUS_SERVER_FAILED: 'server_failed',
  OCSP_STATUS_UNKNOWN: 'unknown',
  OCSP_REASON_AA_COMPROMISE: 'aa_compromise',
  OCSP_REASON_AFFILIATION_CHANGED: 'affiliation_changed',
  OCSP_REASON_CA_COMPROMISE: 'ca_compromise',
  OCSP_REASON_CERTIFICATE_HOLD: 'certificate_hold',
  OCSP_REASON_CESSATION_OF_OPERATION: 'cessation_of_operation',
  OCSP_REASON_KEY_COMPROMISE: 'key_compromise',
  OCSP_REASON_PRIVILEGE_WITHDRAWN: 'privilege_withdrawn',
  OCSP_REASON_REMOVE_FROM_CRL: 'remove_from_crl',
  OCSP_REASON_SUPERSEDED: 'superseded',
  OCSP_REASON_UNSPECIFIED: 'unspecified',
} as const;

export const Http = Provided.of(
  {
    get: withoutBody('GET'),
    head: withoutBody('HEAD'),
    post: withBody('POST'),
    put: withBody('PUT'),
    patch: withBody('PATCH'),
    del: withBody('DELETE'),
    options: withBody('OPTIONS'),
    request,
    asyncRequest,
    batch,
    url,
    file,
    expectedStatuses: (_vu: Vu, ...statuses: unknown[]) => expectedStatuses(...statuses),
    setResponseCallback,
    setDefaultHeaders,
    cookieJar: (vu: Vu) => new CookieJar(vu.host.jar()),
  },
  {
    CookieJar: cookieJarClass,
    ...Object.fromEntries(Object.entries(CONSTANTS).map(([name, value]) => [name, () => value])),
  },
);

export { ExpectedStatuses };
