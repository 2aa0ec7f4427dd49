import { CookieJar } from './cookie-jar.ts';
import type { HostSocketRequest } from './host.ts';
import type { Vu } from './vu.ts';

/** The handshake that a script asks for. Throws for an address that is none of WebSocket. */
export function socketRequest(
  vu: Vu,
  address: unknown,
  params: unknown,
  protocols: string[],
): HostSocketRequest {
  const url = String(address);
  if (!/^wss?:\/\/[^/]/i.test(url))
    throw new Error(`"${url}" is no address of a WebSocket; it must start with ws:// or wss://`);
  const { headers, tags, jar, compression } = Object(params ?? {}) as Record<string, unknown>;
  const pairs: string[] = [];
  let agent = false;
  const asked = [...protocols];
  for (const [name, value] of Object.entries(Object(headers ?? {}))) {
    const lower = name.toLowerCase();
    if (lower === 'sec-websocket-protocol') {
      asked.push(
        ...String(value)
          .split(',')
          .map((one) => one.trim()),
      );
      continue;
    }
    if (lower === 'user-agent') agent = true;
    pairs.push(lower, String(value));
  }
  if (!agent && vu.settings.userAgent !== '') pairs.push('user-agent', vu.settings.userAgent);
  if (jar !== undefined && jar !== null && !(jar instanceof CookieJar))
    throw new TypeError('the jar of a session is what new http.CookieJar() or http.cookieJar() gives');
  if (compression !== undefined && compression !== null && compression !== '' && compression !== 'deflate')
    throw new TypeError(
      `unsupported compression algorithm ${String(compression)}, supported algorithm is deflate`,
    );
  const { name, ...own } = Object(tags ?? {}) as Record<string, unknown>;
  const entries = Object.entries(own).map(([tag, value]) => [tag, String(value)]);
  return {
    url,
    headers: pairs,
    protocols: asked,
    name: name === undefined ? url : String(name),
    group: vu.group,
    tags: vu.tags(entries.length > 0 ? Object.fromEntries(entries) : null),
    jar: jar instanceof CookieJar ? CookieJar.handle(jar) : null,
    compressed: compression === 'deflate',
  };
}

/** Closes that are no error. */
const EXPECTED = [1000, 1001];

const NAMES: Record<number, string> = {
  1000: 'normal',
  1001: 'going away',
  1002: 'protocol error',
  1003: 'unsupported data',
  1005: 'no status',
  1006: 'abnormal closure',
  1007: 'invalid payload data',
  1008: 'policy violation',
  1009: 'message too big',
  1010: 'mandatory extension missing',
  1011: 'internal server error',
  1012: 'service restart',
  1013: 'try again later',
  1015: 'TLS handshake error',
};

/** What k6 says of a close by the other side that nobody expects; null for a usual one. */
export function unexpectedClose(code: number, reason: string): string | null {
  if (EXPECTED.includes(code)) return null;
  const name = NAMES[code];
  const said = code === 1006 && reason === '' ? 'unexpected EOF' : reason;
  return `websocket: close ${code}${name ? ` (${name})` : ''}${said === '' ? '' : `: ${said}`}`;
}
