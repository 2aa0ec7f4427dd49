import type { HostJar } from './host.ts';
import type { Vu } from './vu.ts';

/** Cookies, as scripts see them: those of the VU, or of a jar of the script's own. */
export class CookieJar {
  readonly #jar: HostJar;

  constructor(jar: HostJar) {
    this.#jar = jar;
  }

  static handle(jar: CookieJar): HostJar {
    return jar.#jar;
  }

  cookiesForURL(url: unknown): Record<string, string[]> {
    return cookiesOf(this.#jar.cookies(String(url)));
  }

  set(url: unknown, name: unknown, value: unknown, options?: unknown): boolean {
    const written = typeof options === 'object' && options !== null ? Object.entries(options) : [];
    const attributes = written.map(([key, given]) => ATTRIBUTES[key]?.(given) ?? '').join('');
    this.#jar.set(String(url), `${String(name)}=${String(value)}${attributes}`);
    return true;
  }

  delete(url: unknown, name: unknown): void {
    this.#jar.forget(String(url), String(name));
  }

  clear(url: unknown): void {
    this.#jar.forget(String(url));
  }
}

/** `new http.CookieJar()`, for one VU. */
export function cookieJarClass(vu: Vu): new () => CookieJar {
  const OwnJar = class extends CookieJar {
    constructor() {
      super(vu.host.newJar());
    }
  };
  Object.defineProperty(OwnJar, 'name', { value: 'CookieJar' });
  return OwnJar;
}

/** The values of a `cookie` header, by name. */
export function cookiesOf(header: string): Record<string, string[]> {
  const all: Record<string, string[]> = {};
  for (const pair of header.split('; ')) {
    const at = pair.indexOf('=');
    if (at < 0) continue;
    const name = pair.slice(0, at);
    const values = all[name] ?? [];
    values.push(pair.slice(at + 1));
    all[name] = values;
  }
  return all;
}

const ATTRIBUTES: Record<string, (value: unknown) => string> = {
  domain: (value) => `; Domain=${String(value)}`,
  path: (value) => `; Path=${String(value)}`,
  expires: (value) => `; Expires=${new Date(String(value)).toUTCString()}`,
  max_age: (value) => `; Max-Age=${Number(value)}`,
  secure: (value) => (value ? '; Secure' : ''),
  http_only: (value) => (value ? '; HttpOnly' : ''),
};
