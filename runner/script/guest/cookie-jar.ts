import type { Vu } from './vu.ts';

/** The cookies of a VU, as scripts see them. */
export class CookieJar {
  readonly #vu: Vu;

  constructor(vu: Vu) {
    this.#vu = vu;
  }

  cookiesForURL(url: unknown): Record<string, string[]> {
    const all: Record<string, string[]> = {};
    for (const pair of this.#vu.host.cookies(String(url)).split('; ')) {
      const at = pair.indexOf('=');
      if (at < 0) continue;
      const name = pair.slice(0, at);
      const values = all[name] ?? [];
      values.push(pair.slice(at + 1));
      all[name] = values;
    }
    return all;
  }

  set(url: unknown, name: unknown, value: unknown, options?: unknown): boolean {
    const written = typeof options === 'object' && options !== null ? Object.entries(options) : [];
    const attributes = written.map(([key, given]) => ATTRIBUTES[key]?.(given) ?? '').join('');
    this.#vu.host.setCookie(String(url), `${String(name)}=${String(value)}${attributes}`);
    return true;
  }

  delete(url: unknown, name: unknown): void {
    this.#vu.host.setCookie(String(url), `${String(name)}=; Max-Age=0`);
  }

  clear(url: unknown): void {
    for (const name of Object.keys(this.cookiesForURL(url))) this.delete(url, name);
  }
}

const ATTRIBUTES: Record<string, (value: unknown) => string> = {
  domain: (value) => `; Domain=${String(value)}`,
  path: (value) => `; Path=${String(value)}`,
  expires: (value) => `; Expires=${new Date(String(value)).toUTCString()}`,
  max_age: (value) => `; Max-Age=${Number(value)}`,
  secure: (value) => (value ? '; Secure' : ''),
  http_only: (value) => (value ? '; HttpOnly' : ''),
};
