import { describe, expect, it } from 'vitest';
import { allowedHosts, parseHost } from './http/allowed-hosts.ts';
import { refusalOf } from './http-guard.ts';

const allowed = allowedHosts({
  port: 3000,
  listed: ['load.example.com', 'lab.example.com:8443'],
  ownAddresses: ['192.168.1.7', '[fd00::7]'],
});

type Ask = {
  method?: string;
  url?: string;
  headers?: Record<string, string>;
  upgrade?: boolean;
  twice?: string;
};

function ask({ method = 'GET', url = '/', headers = {}, upgrade = false, twice }: Ask) {
  const all = { host: '127.0.0.1:3000', ...headers };
  const rawHeaders = Object.entries(all).flat();
  if (twice) rawHeaders.push(twice, 'x');
  return refusalOf({ method, url, headers: all, rawHeaders }, allowed, upgrade)?.status ?? 'answered';
}

describe('Host', () => {
  it.each([
    '127.0.0.1:3000',
    '127.0.0.2:3000',
    'localhost:3000',
    'LOCALHOST:3000',
    'localhost.:3000',
    'app.localhost:3000',
    '[::1]:3000',
    '192.168.1.7:3000',
    '[fd00::7]:3000',
    'load.example.com',
    'load.example.com:443',
    'load.example.com:3000',
    'Load.Example.com',
    'lab.example.com:8443',
  ])('answers to %s', (host) => {
    expect(ask({ headers: { host } })).toBe('answered');
  });

  it.each([
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example:3000',
    'evillocalhost:3000',
    '127.0.0.1.evil.example:3000',
    '127.0.0.1.nip.io:3000',
    '127.0.0.1:3001',
    '127.0.0.1',
    'localhost',
    '0.0.0.0:3000',
    '0x7f000001:3000',
    '2130706433:3000',
    '127.1:3000',
    '192.168.1.8:3000',
    '169.254.169.254:3000',
    '[::ffff:7f00:1]:3000',
    '[fd00::8]:3000',
    'lab.example.com',
    'lab.example.com:3000',
    'sub.load.example.com',
    'load.example.com:22',
    'load.example.com.evil.example',
  ])('refuses %s', (host) => {
    expect(ask({ headers: { host } })).toBe(403);
  });

  it.each([
    '',
    ' ',
    ':3000',
    'localhost:',
    'localhost:99999',
    'localhost:3000:3000',
    'localhost:3000, evil.example',
    'user@localhost:3000',
    'localhost:3000/x',
    'http://localhost:3000',
    '[::1',
    '[::zz]:3000',
    'loc alhost:3000',
    'ex*mple:3000',
    'localhost\u0000:3000',
  ])('does not understand "%s"', (host) => {
    expect(ask({ headers: { host } })).toBe(400);
  });

  it('wants exactly one', () => {
    expect(ask({ twice: 'Host' })).toBe(400);
    expect(refusalOf({ method: 'GET', url: '/', headers: {}, rawHeaders: [] }, allowed)?.status).toBe(400);
  });

  it('is asked for on every path', () => {
    for (const url of [
      '/',
      '/runs/1',
      '/_next/static/x.js',
      '/api/health',
      '/socket.io/?EIO=4',
      '/favicon.ico',
    ]) {
      expect(ask({ url, headers: { host: 'evil.example' } })).toBe(403);
    }
  });
});

it.each(['http://evil.example/', 'evil', '*', '', 'http://127.0.0.1:3000/api/health'])(
  'refuses the target %s',
  (url) => {
    expect(ask({ url })).toBe(400);
  },
);

describe('what changes something', () => {
  const writes = ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'get'];

  it.each(writes)('%s of our own pages is answered', (method) => {
    expect(
      ask({ method, headers: { origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' } }),
    ).toBe('answered');
  });

  it('is answered without Origin, as curl sends it', () => {
    expect(ask({ method: 'POST', url: '/api/runs', headers: { 'content-type': 'application/json' } })).toBe(
      'answered',
    );
  });

  it('is answered behind a proxy that speaks TLS', () => {
    const headers = { host: 'load.example.com', origin: 'https://load.example.com' };
    expect(ask({ method: 'POST', headers })).toBe('answered');
    expect(ask({ method: 'POST', headers: { ...headers, host: 'load.example.com:443' } })).toBe('answered');
  });

  it.each([
    'http://evil.example',
    'http://127.0.0.1',
    'http://127.0.0.1:3001',
    'http://localhost:3000',
    'http://127.0.0.1:3000.evil.example',
    'http://evil.example#127.0.0.1:3000',
    'http://127.0.0.1:3000/',
    'http://user@127.0.0.1:3000',
    'file://127.0.0.1:3000',
    'chrome-extension://127.0.0.1:3000',
    'null',
    '',
    'http://[::1]:3000',
  ])('is refused from origin "%s"', (origin) => {
    for (const method of writes) expect(ask({ method, headers: { origin } })).toBe(403);
  });

  it.each(['cross-site', 'same-site', 'CROSS-SITE', ''])('is refused with Sec-Fetch-Site "%s"', (site) => {
    expect(ask({ method: 'POST', headers: { 'sec-fetch-site': site } })).toBe(403);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain; application/json',
    'application/jsonp',
    '',
  ])('is refused by the API with the body type "%s", which a form can send', (type) => {
    expect(ask({ method: 'POST', url: '/api/runs/stop-all', headers: { 'content-type': type } })).toBe(415);
  });

  it('takes JSON with a charset', () => {
    expect(
      ask({
        method: 'POST',
        url: '/api/runs',
        headers: { 'content-type': 'Application/JSON; charset=utf-8' },
      }),
    ).toBe('answered');
  });
});

describe('reading', () => {
  it('is answered when a page of another site links here', () => {
    expect(ask({ url: '/runs/1', headers: { 'sec-fetch-site': 'cross-site' } })).toBe('answered');
  });
});

describe('the socket', () => {
  const url = '/socket.io/?EIO=4&transport=websocket';

  it('is opened to our own pages and to programs', () => {
    expect(ask({ url, upgrade: true, headers: { origin: 'http://127.0.0.1:3000' } })).toBe('answered');
    expect(ask({ url, upgrade: true })).toBe('answered');
  });

  it.each(['http://evil.example', 'null', 'http://localhost:3000', 'https://127.0.0.1:3001'])(
    'is refused to %s',
    (origin) => {
      expect(ask({ url, upgrade: true, headers: { origin } })).toBe(403);
      expect(ask({ url: '/socket.io/?EIO=4&transport=polling', headers: { origin } })).toBe(403);
      expect(ask({ url: '/_next/webpack-hmr', upgrade: true, headers: { origin } })).toBe(403);
    },
  );

  it('is refused across sites', () => {
    expect(ask({ url, upgrade: true, headers: { 'sec-fetch-site': 'cross-site' } })).toBe(403);
  });

  it('is refused under a foreign name, whatever the origin says', () => {
    const headers = { host: 'evil.example:3000', origin: 'http://evil.example:3000' };
    expect(ask({ url, upgrade: true, headers })).toBe(403);
  });
});

describe('REHEARSAL_ALLOWED_HOSTS', () => {
  it('says which entry is not a host', () => {
    expect(() => allowedHosts({ port: 3000, listed: ['http://x'], ownAddresses: [] })).toThrow(
      /"http:\/\/x" is not a host/,
    );
  });

  it('parses a name, an address and a port', () => {
    expect(parseHost('A.example.:80')).toEqual({ name: 'a.example', port: 80 });
    expect(parseHost('[::1]')).toEqual({ name: '[::1]', port: undefined });
  });
});
