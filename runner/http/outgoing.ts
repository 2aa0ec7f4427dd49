import { requestBytes } from '../http1/request-bytes.ts';
import type { Headers } from './answer.ts';
import type { Origin, Origins, ProxyRoute } from './origins.ts';
import { nextHop } from './redirect.ts';

/** Headers are name, value, name, value … */
export type RequestOptions = {
  path: string;
  method: string;
  headers: string[];
  body: string | Uint8Array | null;
};

/** A request on its way: one object for all requests of a step when nothing in it varies. */
export type Outgoing = {
  origin: Origin;
  options: RequestOptions;
  /** What is written, once it was made. */
  bytes?: string | Buffer;
};

/** What is written for a request. Throws InvalidRequest when it cannot be. */
export function bytesOf(outgoing: Outgoing): string | Buffer {
  const { text, secure, proxy } = outgoing.origin;
  outgoing.bytes ??= requestBytes(
    text.slice(secure ? 'https://'.length : 'http://'.length),
    proxy && !secure ? forProxy(outgoing, proxy) : outgoing.options,
  );
  return outgoing.bytes;
}

/** What a proxy is asked for where there is no tunnel: the whole address (RFC 9112, 3.2.2). */
function forProxy({ origin, options }: Outgoing, { authorization }: ProxyRoute): RequestOptions {
  const headers =
    authorization === '' ? options.headers : [...options.headers, 'proxy-authorization', authorization];
  return { ...options, path: origin.text + options.path, headers };
}

/** The same request with the VU's cookies, behind those that the plan itself sends. */
export function withCookies({ origin, options }: Outgoing, cookies: string): Outgoing {
  const { headers } = options;
  const own = headers.findIndex((text, index) => index % 2 === 0 && text.toLowerCase() === 'cookie');
  const all =
    own < 0 ? [...headers, 'cookie', cookies] : headers.with(own + 1, `${headers[own + 1]}; ${cookies}`);
  return { origin, options: { ...options, headers: all } };
}

/** The request that a redirect asks for. Throws RequestFailure when its address is none for HTTP. */
export function redirected(
  { origin, options }: Outgoing,
  status: number,
  headers: Headers,
  origins: Origins,
  asK6: boolean,
): Outgoing {
  const before = { ...options, url: new URL(origin.text + options.path) };
  const { url, ...next } = nextHop(before, status, headers, asK6);
  return { origin: origins.of(url), options: { path: url.pathname + url.search, ...next } };
}
