import { CookieJar } from 'tough-cookie';

/** More addresses than one VU usually has; bounds what is remembered. */
const MOST_REMEMBERED = 100;

/** What gives requests their cookies. */
export interface CookieSource {
  /** The `cookie` header for a request; empty when none fits. */
  headerFor(url: string): string;
  /** The value of the cookie that would be sent to `url`. */
  valueOf(name: string, url: string): string | undefined;
}

/**
 * The cookies of one VU. Made when a target first sets one. What is sent to an address is remembered until a cookie
 * changes, unless some cookie can expire: matching cookies costs more than sending a request.
 */
export class Cookies implements CookieSource {
  private readonly jar = new CookieJar();
  private readonly remembered = new Map<string, string>();
  private expires = false;

  /** Takes the `set-cookie` headers of a response; what is no cookie is ignored, as browsers do. */
  store(headers: string | string[], url: string): void {
    for (const header of Array.isArray(headers) ? headers : [headers]) {
      const cookie = this.jar.setCookieSync(header, url, { ignoreError: true });
      if (cookie && cookie.expiryTime() !== Number.POSITIVE_INFINITY) this.expires = true;
    }
    this.remembered.clear();
  }

  headerFor(url: string): string {
    if (this.expires) return this.jar.getCookieStringSync(url);
    const query = url.indexOf('?');
    const address = query < 0 ? url : url.slice(0, query);
    let header = this.remembered.get(address);
    if (header === undefined) {
      header = this.jar.getCookieStringSync(address);
      if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
      this.remembered.set(address, header);
    }
    return header;
  }

  /** Forgets the cookies that would be sent to `url`: all, or those of one name. */
  forget(url: string, name?: string): void {
    for (const { domain, path, key } of this.jar.getCookiesSync(url)) {
      if (domain === null || path === null || (name !== undefined && key !== name)) continue;
      this.jar.store.removeCookie(domain, path, key, noError);
    }
    this.remembered.clear();
  }

  valueOf(name: string, url: string): string | undefined {
    return this.jar.getCookiesSync(url).find((cookie) => cookie.key === name)?.value;
  }
}

/** The cookies of a jar, less those of some names. */
export class CookiesBut implements CookieSource {
  private readonly cookies: CookieSource;
  private readonly names: readonly string[];

  constructor(cookies: CookieSource, names: readonly string[]) {
    this.cookies = cookies;
    this.names = names;
  }

  headerFor(url: string): string {
    return this.cookies
      .headerFor(url)
      .split('; ')
      .filter((pair) => !this.names.includes(pair.slice(0, Math.max(0, pair.indexOf('=')))))
      .join('; ');
  }

  valueOf(name: string, url: string): string | undefined {
    return this.names.includes(name) ? undefined : this.cookies.valueOf(name, url);
  }
}

function noError(): void {}
