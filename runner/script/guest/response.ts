import type { Selection } from '../modules/html/selection.ts';
import { selectJson } from '../modules/json-path/select-json.ts';
import type { HostAnswer } from './host.ts';
import { clickLink, htmlOf, submitForm } from './pages.ts';
import type { Vu } from './vu.ts';

export type ResponseType = 'text' | 'binary' | 'none';

export type RequestFacts = { method: string; url: string; headers: string[]; body: string };

/** `content-type` as `Content-Type`, as k6 has it. */
const canonical = (name: string): string =>
  name.replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());

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

  get status_text(): string {
    const text = STATUS_TEXTS[this.status];
    return this.status === 0 ? '' : text ? `${this.status} ${text}` : `${this.status}`;
  }

  get proto(): string {
    return this.#answer.protocol;
  }

  get remote_ip(): string {
    return '';
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
      this.#headers = {};
      for (const name in this.#answer.headers) {
        const value = this.#answer.headers[name];
        if (value === undefined) continue;
        this.#headers[canonical(name)] = typeof value === 'string' ? value : joinedValues(value);
      }
    }
    return this.#headers;
  }

  get timings(): Record<string, number> {
    const { blocked, connecting, tls, sending, waiting, receiving } = this.#answer;
    return {
      duration: sending + waiting + receiving,
      blocked,
      looking_up: 0,
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
    return { method, url, headers: sent, body, cookies: {} };
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
    const { status, status_text, url, proto, body, headers, timings, cookies, error, error_code, request } =
      this;
    return {
      remote_ip: '',
      url,
      status,
      status_text,
      proto,
      headers,
      cookies,
      body,
      timings,
      error,
      error_code,
      request,
    };
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
    expires: 0,
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

const STATUS_TEXTS: Record<number, string> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  204: 'No Content',
  206: 'Partial Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  410: 'Gone',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};
