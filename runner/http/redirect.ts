import type { Headers } from './answer.ts';
import { RequestFailure } from './error-kind.ts';

/** A request as far as redirects change it. Headers are name, value, name, value …; names as they are sent. */
export type Hop = { method: string; url: URL; headers: string[]; body: string | Uint8Array | null };

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Whether a response asks for another request. */
export function isRedirect(status: number, headers: Headers): boolean {
  return REDIRECTS.has(status) && headers.location !== undefined;
}

/**
 * The request that a redirect asks for, as fetch makes it; with `asK6`, 301 and 302 make a GET of every method but HEAD,
 * and the request says where it comes from. Throws RequestFailure when its address is none for HTTP.
 */
export function nextHop(hop: Hop, status: number, headers: Headers, asK6 = false): Hop {
  const location = Array.isArray(headers.location) ? (headers.location[0] ?? '') : (headers.location ?? '');
  const url = resolve(location, hop.url);
  const toGet =
    (status === 303 && hop.method !== 'HEAD') ||
    ((status === 301 || status === 302) && (asK6 ? hop.method !== 'HEAD' : hop.method === 'POST'));
  const leaves = url.origin !== hop.url.origin;
  const kept = withoutHeaders(
    hop.headers,
    (name) => (toGet && ABOUT_BODY.has(name)) || (leaves && BOUND_TO_ORIGIN.has(name)),
  );
  return {
    method: toGet ? 'GET' : hop.method,
    url,
    headers: asK6 ? withReferer(kept, hop.url, url) : kept,
    body: toGet ? null : hop.body,
  };
}

/** Ours is written so, which tells it from one that the script sends itself. */
const REFERER = 'Referer';

function withReferer(headers: string[], from: URL, to: URL): string[] {
  if (headers.some((name, index) => index % 2 === 0 && name !== REFERER && name.toLowerCase() === 'referer'))
    return headers;
  const at = headers.indexOf(REFERER);
  const others = at < 0 ? headers : headers.toSpliced(at, 2);
  if (from.protocol === 'https:' && to.protocol === 'http:') return others;
  return [...others, REFERER, from.href];
}

const ABOUT_BODY = new Set([
  'content-type',
  'content-encoding',
  'content-language',
  'content-location',
  'content-length',
]);
const BOUND_TO_ORIGIN = new Set(['authorization', 'proxy-authorization', 'cookie', 'host']);

function withoutHeaders(headers: string[], drop: (name: string) => boolean): string[] {
  const kept: string[] = [];
  for (let i = 0; i < headers.length; i += 2) {
    const name = headers[i] ?? '';
    if (!drop(name.toLowerCase())) kept.push(name, headers[i + 1] ?? '');
  }
  return kept;
}

function resolve(location: string, base: URL): URL {
  const url = URL.canParse(location, base.href) ? new URL(location, base.href) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new RequestFailure('protocol', `redirects to "${location}", which is no address for HTTP`);
  }
  url.hash = '';
  return url;
}
