import { CookieJar } from './cookie-jar.ts';
import type { HostAnswer, HostRequest } from './host.ts';
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

type Ready = { request: HostRequest; facts: RequestFacts; params: Params };

/** The settled answer of a request: a Response, or an error where the script wants errors. */
function responseOf(vu: Vu, { facts, params }: Ready, answer: HostAnswer): Response {
  return new Response(vu, answer, facts, params.type);
}

function prepare(vu: Vu, method: string, address: unknown, given: unknown, written: unknown): Ready {
  vu.forbidInInit('a request');
  const params = written === undefined ? defaultParams(vu) : readParams(vu, written);
  const named = address instanceof NamedUrl ? address : null;
  const target = named ? named.url : String(address);
  const sent: Sent = bodyOf(given, vu);
  const headers: string[] = [];
  let agent = false;
  let type = false;
  for (const name in params.headers) {
    const lower = name.toLowerCase();
    if (lower === 'content-length') continue;
    if (lower === 'user-agent') agent = true;
    if (lower === 'content-type') type = true;
    headers.push(lower, params.headers[name] ?? '');
  }
  if (!agent) headers.push('user-agent', vu.settings.userAgent);
  if (!type && sent.type !== null) headers.push('content-type', sent.type);
  if (params.cookies) headers.push('cookie', cookieHeader(params.cookies));
  const tags = vu.tags(params.tags);
  const expected = params.expected;
  const request: HostRequest = {
    method,
    url: target,
    headers,
    body: sent.body,
    name: params.name ?? named?.name ?? target,
    group: vu.group,
    tags,
    timeoutMs: params.timeoutMs,
    redirects: params.redirects,
    expected: expected === 'none' ? null : expected,
    unjudged: expected === 'none',
    keepsBody: params.type !== 'none',
    binary: params.type === 'binary',
    withoutCookies: !params.jar,
  };
  return {
    request,
    facts: { method, url: target, headers, body: typeof sent.body === 'string' ? sent.body : '' },
    params,
  };
}

function cookieHeader(cookies: Record<string, unknown>): string {
  return Object.entries(cookies)
    .map(([name, value]) => {
      const text = typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
      return `${name}=${String(text)}`;
    })
    .join('; ');
}

function perform(vu: Vu, ready: Ready): Pending {
  return vu.block((settle) => {
    const done = (answer: HostAnswer) => {
      const response = responseOf(vu, ready, answer);
      if (vu.settings.throw && answer.error !== '') settle(false, new Error(answer.error));
      else settle(true, response);
    };
    try {
      vu.send(ready.request, done);
    } catch (error) {
      settle(false, error);
    }
  });
}

const withoutBody = (method: string) => (vu: Vu, address: unknown, params?: unknown) =>
  perform(vu, prepare(vu, method, address, undefined, params));
const withBody = (method: string) => (vu: Vu, address: unknown, body?: unknown, params?: unknown) =>
  perform(vu, prepare(vu, method, address, body, params));

function request(vu: Vu, method: unknown, address: unknown, body?: unknown, params?: unknown): Pending {
  return perform(vu, prepare(vu, String(method).toUpperCase(), address, body, params));
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
      host: hostOf(ready.request.url),
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
        const done = (answer: HostAnswer) => {
          Reflect.set(results, one.key, responseOf(vu, one.ready, answer));
          if (vu.settings.throw && answer.error !== '') failure ??= new Error(answer.error);
          finish(one.host);
        };
        try {
          vu.send(one.ready.request, done);
        } catch (error) {
          failure ??= error;
          finish(one.host);
          return;
        }
      }
    };
    next();
  });
}

function batched(vu: Vu, one: unknown): Ready {
  if (typeof one === 'string' || one instanceof NamedUrl)
    return prepare(vu, 'GET', one, undefined, undefined);
  if (Array.isArray(one)) {
    const method = String(one[0]).toUpperCase();
    return prepare(vu, method, one[1], one[2], one[3] ?? undefined);
  }
  if (typeof one === 'object' && one !== null && 'url' in one) {
    const { method, url: address, body, params } = one as Record<string, unknown>;
    return prepare(vu, String(method ?? 'GET').toUpperCase(), address, body, params ?? undefined);
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
  const ready = prepare(vu, String(method).toUpperCase(), address, body, params);
  return new Promise((resolve, reject) => {
    const operation = vu.keepOpen(() => {});
    try {
      vu.send(ready.request, (answer) =>
        operation.end(() => {
          if (vu.settings.throw && answer.error !== '') reject(new Error(answer.error));
          else resolve(responseOf(vu, ready, answer));
        }),
      );
    } catch (error) {
      operation.end(() => reject(error));
    }
  });
}

const file = (_vu: Vu, data: unknown, name?: unknown, type?: unknown) =>
  new FileData(
    data,
    name === undefined ? String(Date.now()) : String(name),
    type === undefined ? 'application/octet-stream' : String(type),
  );

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
    cookieJar: (vu: Vu) => new CookieJar(vu),
  },
  {
    CookieJar: (vu) =>
      class {
        constructor() {
          void vu;
          throw new Error(
            'new http.CookieJar() is not supported yet; use http.cookieJar(), the jar of the VU',
          );
        }
      },
    TLS_1_0: () => 'tls1.0',
    TLS_1_1: () => 'tls1.1',
    TLS_1_2: () => 'tls1.2',
    TLS_1_3: () => 'tls1.3',
  },
);

export { ExpectedStatuses };
