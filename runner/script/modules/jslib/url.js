// URL and URLSearchParams as the WHATWG describes them, as far as http and https addresses go.

const encode = (text) =>
  encodeURIComponent(String(text).toWellFormed())
    .replace(/[!'()~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');

const decode = (text) => {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
};

export class URLSearchParams {
  #pairs = [];
  #changed;

  constructor(init = '', changed = () => {}) {
    this.#changed = changed;
    if (typeof init === 'string') this.#read(init);
    else if (init && typeof init[Symbol.iterator] === 'function')
      for (const [name, value] of init) this.append(name, value);
    else for (const [name, value] of Object.entries(init || {})) this.append(name, value);
  }

  #read(text) {
    for (const pair of text.replace(/^\?/, '').split('&')) {
      if (pair === '') continue;
      const at = pair.indexOf('=');
      this.#pairs.push(
        at === -1 ? [decode(pair), ''] : [decode(pair.slice(0, at)), decode(pair.slice(at + 1))],
      );
    }
  }

  get size() {
    return this.#pairs.length;
  }

  append(name, value) {
    this.#pairs.push([String(name), String(value)]);
    this.#changed();
  }

  delete(name) {
    this.#pairs = this.#pairs.filter(([one]) => one !== name);
    this.#changed();
  }

  get(name) {
    const found = this.#pairs.find(([one]) => one === name);
    return found ? found[1] : null;
  }

  getAll(name) {
    return this.#pairs.filter(([one]) => one === name).map(([, value]) => value);
  }

  has(name) {
    return this.#pairs.some(([one]) => one === name);
  }

  set(name, value) {
    const first = this.#pairs.findIndex(([one]) => one === name);
    if (first === -1) return this.append(name, value);
    this.#pairs = this.#pairs.filter(([one], at) => one !== name || at === first);
    this.#pairs[first] = [name, String(value)];
    this.#changed();
  }

  sort() {
    this.#pairs.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
    this.#changed();
  }

  forEach(callback, self) {
    for (const [name, value] of [...this.#pairs]) callback.call(self, value, name, this);
  }

  keys() {
    return this.#pairs.map(([name]) => name).values();
  }

  values() {
    return this.#pairs.map(([, value]) => value).values();
  }

  entries() {
    return this.#pairs.map((pair) => [...pair]).values();
  }

  [Symbol.iterator]() {
    return this.entries();
  }

  toString() {
    return this.#pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
  }
}

const SHAPE =
  /^([A-Za-z][A-Za-z0-9+.-]*:)(?:\/\/(?:([^/?#@:]*)(?::([^/?#@]*))?@)?([^/?#:]*|\[[^\]]*\])(?::(\d*))?)?([^?#]*)(\?[^#]*)?(#.*)?$/s;
const DEFAULT_PORTS = { 'http:': '80', 'https:': '443', 'ws:': '80', 'wss:': '443', 'ftp:': '21' };

function withoutDots(path) {
  const kept = [];
  const all = path.split('/');
  all.forEach((segment, at) => {
    const last = at === all.length - 1;
    if (segment === '..') {
      if (kept.length > 1) kept.pop();
      if (last) kept.push('');
    } else if (segment === '.') {
      if (last) kept.push('');
    } else kept.push(segment);
  });
  return kept.join('/');
}

const escapeIn = (text, unsafe) =>
  text.replace(unsafe, (part) => encodeURIComponent(part.toWellFormed()).replaceAll("'", '%27'));

export class URL {
  #searchParams = null;

  constructor(url, base) {
    const text = String(url).trim();
    const match = SHAPE.exec(text) || (base === undefined ? null : SHAPE.exec(absolute(text, new URL(base))));
    if (!match) throw new TypeError(`Invalid URL: ${text}`);
    const [
      ,
      protocol,
      username = '',
      password = '',
      hostname = '',
      port = '',
      path = '',
      search = '',
      hash = '',
    ] = match;
    this.protocol = protocol.toLowerCase();
    const web = this.protocol in DEFAULT_PORTS;
    if (web && hostname === '') throw new TypeError(`Invalid URL: ${text}`);
    this.username = username;
    this.password = password;
    this.hostname = hostname.toLowerCase();
    this.port = port === DEFAULT_PORTS[this.protocol] ? '' : port;
    this.pathname = escapeIn(web ? withoutDots(path) || '/' : path, /[^\x21-\x7e]+|["<>`{}^]/gu);
    this.search = search === '?' ? '' : escapeIn(search, /[^\x21-\x7e]+|["<>']/gu);
    this.hash = hash === '#' ? '' : escapeIn(hash, /[^\x21-\x7e]+|["<>`]/gu);
  }

  get host() {
    return this.hostname + (this.port === '' ? '' : `:${this.port}`);
  }

  get origin() {
    return this.protocol in DEFAULT_PORTS ? `${this.protocol}//${this.host}` : 'null';
  }

  get searchParams() {
    this.#searchParams ??= new URLSearchParams(this.search, () => {
      const text = String(this.#searchParams);
      this.search = text === '' ? '' : `?${text}`;
    });
    return this.#searchParams;
  }

  get href() {
    const user =
      this.username === '' ? '' : `${this.username}${this.password === '' ? '' : `:${this.password}`}@`;
    const slashes = this.hostname === '' ? '' : '//';
    return `${this.protocol}${slashes}${user}${this.host}${this.pathname}${this.search}${this.hash}`;
  }

  toString() {
    return this.href;
  }

  toJSON() {
    return this.href;
  }
}

function absolute(text, base) {
  if (text.startsWith('//')) return base.protocol + text;
  const user =
    base.username === '' ? '' : `${base.username}${base.password === '' ? '' : `:${base.password}`}@`;
  const root = `${base.protocol}//${user}${base.host}`;
  if (text.startsWith('/')) return root + text;
  if (text === '') return root + base.pathname + base.search;
  if (text.startsWith('?')) return root + base.pathname + text;
  if (text.startsWith('#')) return root + base.pathname + base.search + text;
  return root + base.pathname.replace(/[^/]*$/, '') + text;
}
