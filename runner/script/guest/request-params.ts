import { CookieJar } from './cookie-jar.ts';
import { ENCODINGS, type Encoding, type HostJar, type Tags } from './host.ts';
import type { ResponseType } from './response.ts';
import type { Vu } from './vu.ts';

/** What a script can say about a request, read and completed from the options. */
export type Params = {
  headers: Record<string, string>;
  tags: Tags | null;
  name: string | null;
  timeoutMs: number;
  redirects: number;
  type: ResponseType;
  expected: Uint8Array | null | 'none';
  cookies: Record<string, unknown> | null;
  jar: HostJar | null;
  auth: 'basic' | 'digest' | null;
  encodings: Encoding[] | null;
  /** A request that fails throws an error. */
  throws: boolean;
};

const TIMEOUT_MS = 60_000;
const KNOWN = new Set([
  'headers',
  'tags',
  'timeout',
  'redirects',
  'cookies',
  'jar',
  'auth',
  'compression',
  'responseType',
  'responseCallback',
  'throw',
]);

export function defaultParams(vu: Vu): Params {
  const { settings } = vu;
  return {
    headers: vu.defaultHeaders ?? NO_HEADERS,
    tags: null,
    name: null,
    timeoutMs: TIMEOUT_MS,
    redirects: settings.maxRedirects,
    type: settings.discardResponseBodies ? 'none' : 'text',
    expected: vu.expected,
    cookies: null,
    jar: null,
    auth: null,
    encodings: null,
    throws: settings.throw,
  };
}

const NO_HEADERS: Record<string, string> = {};

export function readParams(vu: Vu, given: unknown): Params {
  const params = defaultParams(vu);
  // As k6 does, what is no object is passed over.
  if (typeof given !== 'object' || given === null) return params;
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined || value === null || !KNOWN.has(key)) continue;
    apply(params, key, value);
  }
  return params;
}

function apply(params: Params, key: string, value: unknown): void {
  switch (key) {
    case 'headers': {
      const headers: Record<string, string> = { ...params.headers };
      for (const [name, text] of Object.entries(value as object)) {
        for (const other of Object.keys(headers))
          if (other !== name && other.toLowerCase() === name.toLowerCase()) delete headers[other];
        headers[name] = String(text);
      }
      params.headers = headers;
      return;
    }
    case 'tags': {
      const { name, ...tags } = value as Record<string, unknown>;
      if (name !== undefined) params.name = String(name);
      const entries = Object.entries(tags);
      if (entries.length > 0)
        params.tags = Object.fromEntries(entries.map(([tag, text]) => [tag, String(text)]));
      return;
    }
    case 'timeout':
      params.timeoutMs = milliseconds(value);
      return;
    case 'redirects':
      params.redirects = Number(value);
      return;
    case 'cookies':
      params.cookies = value as Record<string, unknown>;
      return;
    case 'responseType':
      if (value !== 'text' && value !== 'binary' && value !== 'none')
        throw new TypeError(`${String(value)} does not belong to ResponseType values (text, binary, none)`);
      params.type = value;
      return;
    case 'responseCallback':
      params.expected = statusesOf(value);
      return;
    case 'throw':
      params.throws = Boolean(value);
      return;
    case 'auth':
      if (value === 'ntlm')
        throw new TypeError('NTLM is not supported; log in by basic or digest, or by a token in a header');
      // As k6 does, another word is passed over.
      if (value === 'basic' || value === 'digest') params.auth = value;
      return;
    case 'compression':
      params.encodings = encodingsOf(value);
      return;
    case 'jar':
      if (!(value instanceof CookieJar))
        throw new TypeError('the jar of a request is what new http.CookieJar() or http.cookieJar() gives');
      params.jar = CookieJar.handle(value);
      return;
  }
}

/** `gzip`, or several with commas between them, applied in that order. */
function encodingsOf(value: unknown): Encoding[] | null {
  const names = String(value)
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const known = names.map((name) => {
    const encoding = ENCODINGS.find((one) => one === name);
    if (!encoding)
      throw new TypeError(
        `unknown compression algorithm ${name}, supported algorithms are [${ENCODINGS.join(' ')}]`,
      );
    return encoding;
  });
  return known.length > 0 ? known : null;
}

/** Numbers are milliseconds; texts are durations such as 30s. */
export function milliseconds(value: unknown): number {
  if (typeof value === 'number' && value >= 0) return value;
  const text = String(value);
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  let ms = 0;
  let rest = text;
  for (const [whole, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)) {
    ms += Number(amount) * ({ h: 3_600_000, m: 60_000, s: 1000, ms: 1 }[unit ?? 's'] ?? 1);
    rest = rest.replace(whole, '');
  }
  if (rest !== '' || text === '') throw new TypeError(`"${text}" is not a duration; write 30s or 500ms`);
  return ms;
}

const STATUSES = Symbol('statuses');

/** What `http.expectedStatuses` gives and `responseCallback` takes. */
export class ExpectedStatuses {
  readonly [STATUSES]: Uint8Array;
  constructor(statuses: Uint8Array) {
    this[STATUSES] = statuses;
  }
}

export function expectedStatuses(...given: unknown[]): ExpectedStatuses {
  const statuses = new Uint8Array(1000);
  if (given.length === 0)
    throw new TypeError('expectedStatuses() needs statuses, such as 200 or { min: 200, max: 299 }');
  for (const one of given) {
    if (typeof one === 'number' && Number.isInteger(one)) statuses[one] = 1;
    else if (typeof one === 'object' && one !== null && 'min' in one && 'max' in one)
      statuses.fill(1, Number(one.min), Number(one.max) + 1);
    else throw new TypeError('expectedStatuses() takes whole numbers and { min, max }');
  }
  return new ExpectedStatuses(statuses);
}

export function statusesOf(value: unknown): Uint8Array | 'none' {
  if (value === null) return 'none';
  if (value instanceof ExpectedStatuses) return value[STATUSES];
  throw new TypeError('responseCallback must be what http.expectedStatuses() gives, or null');
}
