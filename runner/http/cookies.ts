import { CookieJar } from 'tough-cookie';

/** More addresses than one VU usually has; bounds what is remembered. */
const MOST_REMEMBERED = 100;

/**
 * The cookies of one VU. Made when a target first sets one. What is sent to an address is remembered until a cookie
 * changes, unless some cookie can expire: matching cookies costs more than sending a request.
 */
export class Cookies {
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

  /** The `cookie` header for a request; empty when none fits. */
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

  /** The value of the cookie that would be sent to `url`. */
  valueOf(name: string, url: string): string | undefined {
    return this.jar.getCookiesSync(url).find((cookie) => cookie.key === name)?.value;
  }
}
