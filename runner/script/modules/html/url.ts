/** An address in its parts (RFC 3986, appendix B). The world that scripts run in has no URL class of its own. */
export interface UrlParts {
  scheme: string;
  username: string;
  password: string;
  hostname: string;
  port: string;
  /** With the port where there is one. */
  host: string;
  path: string;
  /** With `?`. */
  query: string;
  /** With `#`. */
  hash: string;
  /** `//` was written, so what follows it is a host. */
  hasHost: boolean;
}

const SHAPE = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(\?[^#]*)?(#[\s\S]*)?$/;

export function splitUrl(url: string): UrlParts {
  const [, scheme = '', authority, path = '', query = '', hash = ''] = SHAPE.exec(url.trim()) ?? [];
  const at = authority?.lastIndexOf('@') ?? -1;
  const user = at === -1 ? '' : (authority ?? '').slice(0, at);
  const host = (authority ?? '').slice(at + 1);
  const [, hostname = host, port = ''] = /^(.*?)(?::(\d*))?$/.exec(host) ?? [];
  const colon = user.indexOf(':');
  return {
    scheme: scheme.toLowerCase(),
    username: colon === -1 ? user : user.slice(0, colon),
    password: colon === -1 ? '' : user.slice(colon + 1),
    hostname,
    port,
    host,
    path,
    query,
    hash,
    hasHost: authority !== undefined,
  };
}

/** Where a link in the document at `base` leads (RFC 3986, section 5.2), without its `#…`. */
export function resolveUrl(link: string, base: string): string {
  const to = splitUrl(link);
  const from = splitUrl(base);
  if (to.scheme !== '') return written(to, to.hasHost ? withoutDots(to.path) || '/' : to.path, to.query);
  if (to.hasHost) return written({ ...to, scheme: from.scheme }, withoutDots(to.path) || '/', to.query);
  if (to.path === '')
    return written(from, from.path || '/', to.query || (link.trim().startsWith('?') ? '?' : from.query));
  const path = to.path.startsWith('/') ? to.path : from.path.replace(/[^/]*$/, '') + to.path;
  return written(from, withoutDots(path.startsWith('/') ? path : `/${path}`), to.query);
}

function written(
  { scheme, username, password, host, hasHost }: UrlParts,
  path: string,
  query: string,
): string {
  const user = username === '' ? '' : `${username}${password === '' ? '' : `:${password}`}@`;
  return `${scheme === '' ? '' : `${scheme}:`}${hasHost ? `//${user}${host}` : ''}${path}${query}`;
}

function withoutDots(path: string): string {
  const kept: string[] = [];
  const all = path.split('/');
  for (const [at, segment] of all.entries()) {
    const last = at === all.length - 1;
    if (segment === '..') {
      if (kept.length > 1) kept.pop();
      if (last) kept.push('');
    } else if (segment === '.') {
      if (last) kept.push('');
    } else kept.push(segment);
  }
  return kept.join('/');
}
