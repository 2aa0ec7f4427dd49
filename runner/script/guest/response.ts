import type { Selection } from '../modules/html/selection.ts';
import { selectJson } from '../modules/json-path/select-json.ts';
import { cookiesOf } from './cookie-jar.ts';
import type { HostAnswer } from './host.ts';
import { clickLink, htmlOf, submitForm } from './pages.ts';
import type { Vu } from './vu.ts';

export type ResponseType = 'text' | 'binary' | 'none';

export type RequestFacts = {
  method: string;
  url: string;
  headers: string[];
  body: string | Uint8Array | null;
};

/** `content-type` as `Content-Type`, as k6 has it. */
const canonical = (name: string): string =>
  name.replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());

/** The fields of an answer by k6's names for them. */
export function canonicalHeaders(fields: HostAnswer['headers']): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name in fields) {
    const value = fields[name];
    if (value === undefined) continue;
    headers[canonical(name)] = typeof value === 'string' ? value : joinedValues(value);
  }
  return headers;
}

/** What JSON.stringify tells of a response. */
const SHOWN = [
  'remote_ip',
  'remote_port',
  'url',
  'status',
  'status_text',
  'proto',
  'headers',
  'cookies',
  'body',
  'timings',
  'tls_version',
  'tls_cipher_suite',
  'ocsp',
  'error',
  'error_code',
  'request',
] as const;

/** An answer as scripts see it. What costs is made when it is asked for. */
export class Response {
  readonly status: number;
  readonly url: string;
  readonly error: string;
  readonly error_code: number;
  readonly #vu: Vu;
  readonly #answer: HostAnswer;
  readonly #facts: RequestFacts;
  readonly #type: ResponseType;
  #body: unknown;
  #headers: Record<string, string> | undefined;
  #json: { value: unknown } | undefined;

  constructor(vu: Vu, answer: HostAnswer, facts: RequestFacts, type: ResponseType) {
    this.#vu = vu;
    this.#answer = answer;
    this.#facts = facts;
    this.#type = type;
    this.status = answer.status;
    this.url = answer.url;
    this.error = answer.error;
    this.error_code = answer.errorCode;
  }

  /** Of a request that was never sent, since it cannot be. */
  static refused(vu: Vu, error: string, errorCode = 0, facts: RequestFacts = NO_FACTS): Response {
    return new Response(vu, { ...NO_ANSWER, url: facts.url, error, errorCode }, facts, 'text');
  }

  get status_text(): string {
    if (this.status === 0) return '';
    return `${this.status} ${this.#vu.worker.phraseOf(this.status)}`.trimEnd();
  }

  get proto(): string {
    return this.#answer.protocol;
  }

  get remote_ip(): string {
    return this.#answer.remoteIp;
  }

  get remote_port(): number {
    return this.#answer.remotePort;
  }

  get tls_version(): string {
    return TLS_VERSIONS[this.#answer.tlsVersion] ?? '';
  }

  get tls_cipher_suite(): string {
    return this.#answer.cipher;
  }

  /** Nobody is asked to staple an answer of OCSP: all of it is unknown, as k6 says where it got none. */
  get ocsp(): Record<string, string | number> {
    return {
      produced_at: 0,
      this_update: 0,
      next_update: 0,
      revoked_at: 0,
      revocation_reason: '',
      status: this.#answer.tlsVersion === '' ? '' : 'unknown',
    };
  }

  get body(): unknown {
    if (this.#body === undefined) this.#body = this.#readBody();
    return this.#body;
  }

  set body(body: unknown) {
    this.#body = body;
  }

  get headers(): Record<string, string> {
    if (!this.#headers) {
      this.#headers = canonicalHeaders(this.#answer.headers);
    }
    return this.#headers;
  }

  get timings(): Record<string, number> {
    const { blocked, lookingUp, connecting, tls, sending, waiting, receiving } = this.#answer;
    return {
      duration: sending + waiting + receiving,
      blocked,
      looking_up: lookingUp,
      connecting,
      tls_handshaking: tls,
      sending,
      waiting,
      receiving,
    };
  }

  get cookies(): Record<string, Record<string, unknown>[]> {
    const all: Record<string, Record<string, unknown>[]> = {};
    const { setCookies } = this.#answer;
    for (let index = 0; index < setCookies.length; index++) {
      const cookie = cookieOf(setCookies[index] ?? '');
      const list = all[String(cookie.name)] ?? [];
      list.push(cookie);
      all[String(cookie.name)] = list;
    }
    return all;
  }

  get request(): Record<string, unknown> {
    const { method, url, headers, body } = this.#facts;
    const sent: Record<string, string[]> = {};
    for (let index = 0; index + 1 < headers.length; index += 2)
      sent[canonical(headers[index] ?? '')] = [headers[index + 1] ?? ''];
    const { sentCookies } = this.#answer;
    const own = sent.Cookie?.[0];
    const cookie = own === undefined ? sentCookies : sentCookies === '' ? own : `${own}; ${sentCookies}`;
    if (cookie !== '') sent.Cookie = [cookie];
    const cookies = Object.fromEntries(
      Object.entries(cookiesOf(cookie)).map(([name, values]) => [
        name,
        values.map((value) => ({ name, value, replace: false })),
      ]),
    );
    const text = body === null || typeof body === 'string' ? (body ?? '') : this.#vu.worker.textOf(body);
    return { method, url, headers: sent, body: text, cookies };
  }

  json(selector?: string): unknown {
    if (!this.#json) {
      const { body } = this;
      if (body === null || body === undefined)
        throw new Error('the body of this response is null, so it cannot be read as JSON');
      const text = typeof body === 'string' ? body : this.#text();
      try {
        this.#json = { value: JSON.parse(text) };
      } catch (error) {
        const reason = error instanceof Error ? error.message : '';
        throw new Error(
          `cannot parse the body as JSON: ${reason} (${this.#facts.method} ${this.url}, status ${this.status})`,
        );
      }
    }
    return selector === undefined ? this.#json.value : selectJson(this.#json.value, String(selector));
  }

  html(selector?: string): Selection {
    if (typeof this.body !== 'string')
      throw new Error('the body of this response is no text, so it cannot be read as HTML');
    const page = htmlOf(this.#vu).parseHTML(this.body, this.url);
    return selector === undefined ? page : page.find(selector);
  }

  submitForm(given?: unknown): unknown {
    return submitForm(this.#vu, this.html(), given);
  }

  clickLink(given?: unknown): unknown {
    return clickLink(this.#vu, this.html(), given);
  }

  toJSON(): Record<string, unknown> {
    return Object.fromEntries(SHOWN.map((name) => [name, this[name]]));
  }

  #text(): string {
    const { body } = this.#answer;
    return body === null || typeof body === 'string' ? (body ?? '') : this.#vu.worker.textOf(body);
  }

  #readBody(): unknown {
    const { body } = this.#answer;
    if (this.#type === 'none' || body === null) return null;
    if (typeof body === 'string') return body;
    const copy = new Uint8Array(body.length);
    copy.set(body);
    return copy.buffer;
  }
}

/** The beginning of year 1, which k6 shows where a cookie does not say when it expires. */
const NEVER_MS = -6_795_364_578_871;

export const TLS_VERSIONS: Record<string, string> = {
  TLSv1: 'tls1.0',
  'TLSv1.1': 'tls1.1',
  'TLSv1.2': 'tls1.2',
  'TLSv1.3': 'tls1.3',
};

const NO_FACTS: RequestFacts = { method: '', url: '', headers: [], body: null };

const NO_ANSWER: HostAnswer = {
  status: 0,
  url: '',
  remoteIp: '',
  remotePort: 0,
  protocol: '',
  tlsVersion: '',
  cipher: '',
  headers: {},
  body: null,
  error: '',
  errorCode: 0,
  blocked: 0,
  lookingUp: 0,
  connecting: 0,
  tls: 0,
  sending: 0,
  waiting: 0,
  receiving: 0,
  setCookies: [],
  sentCookies: '',
};

function joinedValues(values: string[]): string {
  let text = values[0] ?? '';
  for (let index = 1; index < values.length; index++) text += `, ${values[index]}`;
  return text;
}

function cookieOf(header: string): Record<string, unknown> {
  const [pair = '', ...attributes] = header.split(';');
  const at = pair.indexOf('=');
  const cookie: Record<string, unknown> = {
    name: pair.slice(0, at).trim(),
    value: pair.slice(at + 1).trim(),
    domain: '',
    path: '',
    http_only: false,
    secure: false,
    max_age: 0,
    expires: NEVER_MS,
  };
  for (const attribute of attributes) {
    const [name = '', value = ''] = attribute.split('=').map((part) => part.trim());
    switch (name.toLowerCase()) {
      case 'domain':
        cookie.domain = value;
        break;
      case 'path':
        cookie.path = value;
        break;
      case 'httponly':
        cookie.http_only = true;
        break;
      case 'secure':
        cookie.secure = true;
        break;
      case 'max-age':
        cookie.max_age = Number(value);
        break;
      case 'expires':
        cookie.expires = Date.parse(value);
        break;
    }
  }
  return cookie;
}
