import {
  createSecureServer,
  type Http2SecureServer,
  type Http2ServerResponse,
  type Http2Session,
} from 'node:http2';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { TlsOptions } from '../../lib/plan/tls-options.ts';
import { AUTHORITY, SERVER_CERTIFICATE, SERVER_KEY } from '../../runner/http/testing/authority.ts';
import { listen } from './support/listen.ts';
import { play, type Setup } from './support/play.ts';

/** HTTP/2 against a server that counts requests, sessions and bytes. */

let server: Http2SecureServer;
let port = 0;
let seen: {
  method: string;
  path: string;
  version: string;
  body: string;
  headers: Record<string, unknown>;
}[] = [];
let sessions = 0;
const sockets = new Set<TLSSocket>();

beforeAll(async () => {
  server = createSecureServer(
    { key: SERVER_KEY, cert: SERVER_CERTIFICATE, allowHTTP1: true },
    (request, response) => {
      let body = '';
      request.setEncoding('latin1').on('data', (text: string) => {
        body += text;
      });
      request.on('end', () => {
        const { method, url, httpVersion, headers } = request;
        seen.push({ method, path: url, version: httpVersion, body, headers });
        answer(url);
      });
      const answer = (path: string) => {
        switch (path) {
          case '/away':
            return response.writeHead(302, { location: '/fine' }).end();
          case '/cookie':
            return response.writeHead(200, { 'set-cookie': ['a=1', 'b=2'] }).end('{}');
          case '/large':
            return response.end('x'.repeat(3_000_000));
          case '/flood':
            return flood(response);
          case '/gzip':
            return response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"name":"Zoë"}'));
          case '/missing':
            return response.writeHead(404).end();
          case '/never':
            return;
          case '/reset':
            return response.stream.close(2);
          case '/goodbye':
            response.end('ok');
            return response.stream.session?.close();
          case '/hang-up':
            return response.stream.session?.destroy();
          default:
            return response.end('{"ok":true}');
        }
      };
    },
  );
  server.on('session', (_: Http2Session) => sessions++);
  server.on('secureConnection', (socket: TLSSocket) => sockets.add(socket));
  port = await listen(server);
});
beforeEach(() => {
  seen = [];
  sessions = 0;
  sockets.clear();
});
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

/** As fast as it is taken. */
const FLOOD_BLOCKS = 300;
const BLOCK = Buffer.alloc(1_000_000, 'x');
function flood(response: Http2ServerResponse, left = FLOOD_BLOCKS): void {
  if (left === 0) response.end();
  else response.write(BLOCK, () => flood(response, left - 1));
}

type Steps = NonNullable<Setup['scenarios'][number]['steps']>;
const visit = (steps: Steps, httpVersion: '1.1' | '2' = '2', vus = 3, iterations = 4) =>
  play({
    baseUrl: `https://shop.test:${port}`,
    environment: {
      hosts: { 'shop.test': ['127.0.0.1'] },
      tls: TlsOptions.parse({ ca: AUTHORITY }),
      httpVersion,
    },
    scenarios: [{ name: 'S', executor: { type: 'per-vu-iterations', vus, iterations }, steps }],
  });

it.each([
  ['2', '2.0', 3],
  ['1.1', '1.1', 0],
] as const)(
  'speaks HTTP/%s when the environment says so, over one connection for each user',
  async (version, spoken, made) => {
    const run = await visit(
      [
        {
          type: 'request',
          name: 'get',
          url: '/fine?q=1',
          checks: [{ source: 'body', value: '{"ok":true}' }],
        },
        {
          type: 'request',
          name: 'post',
          method: 'POST',
          url: '/fine',
          headers: { 'X-Who': 'me', Connection: 'keep-alive' },
          body: { type: 'json', content: '{"a":"ö"}' },
        },
        { type: 'request', name: 'head', method: 'HEAD', url: '/fine' },
      ],
      version,
    );
    for (const name of ['get', 'post', 'head']) {
      expect(run.of(name)).toMatchObject({ count: 12, failed: 0, statuses: { 200: 12 } });
      expect(run.of(name).latency.waiting.count).toBe(12);
    }
    expect(run.of('get')).toMatchObject({ connections: 3, bytesDecoded: 12 * 11 });
    expect([run.of('get').latency.tls.count, sessions, sockets.size]).toEqual([3, made, 3]);
    expect(seen).toHaveLength(36);
    expect(seen.every(({ version: used }) => used === spoken)).toBe(true);
    const post = seen.find(({ method }) => method === 'POST');
    expect(post).toMatchObject({ path: '/fine', body: Buffer.from('{"a":"ö"}').toString('latin1') });
    expect(post?.headers).toMatchObject({
      'x-who': 'me',
      'content-type': 'application/json',
      'content-length': '10',
    });
    expect(run.snapshots.flatMap(({ checks }) => checks).every(({ failed }) => failed === 0)).toBe(true);
  },
);

it('follows redirects, keeps cookies, decodes bodies and streams large ones', async () => {
  const run = await visit([
    { type: 'request', name: 'away', url: '/away' },
    {
      type: 'request',
      name: 'cookie',
      url: '/cookie',
      extract: [{ as: 'a', from: 'cookie', expression: 'a' }],
    },
    { type: 'request', name: 'with', url: '/fine/{{a}}' },
    {
      type: 'request',
      name: 'gzip',
      url: '/gzip',
      checks: [{ source: 'jsonpath', expression: '$.name', value: 'Zoë' }],
    },
    { type: 'request', name: 'large', url: '/large' },
    { type: 'request', name: 'missing', url: '/missing' },
  ]);
  expect(run.of('away')).toMatchObject({ count: 24, failed: 0, statuses: { 302: 12, 200: 12 } });
  expect(run.of('with')).toMatchObject({ count: 12, failed: 0 });
  expect(seen.filter(({ path }) => path === '/fine/1').map(({ headers }) => headers.cookie)).toEqual(
    Array(12).fill('a=1; b=2'),
  );
  expect(run.of('gzip')).toMatchObject({ failed: 0, bytesDecoded: 12 * Buffer.byteLength('{"name":"Zoë"}') });
  expect(run.of('large')).toMatchObject({ count: 12, failed: 0, bytesDecoded: 36_000_000 });
  expect(run.of('missing')).toMatchObject({ count: 12, failed: 12, errors: { status: 12 } });
  expect(run.snapshots.flatMap(({ checks }) => checks).every(({ failed }) => failed === 0)).toBe(true);
  expect(sessions).toBe(3);
});

it('streams 300 MB through without keeping them', async () => {
  const run = await visit([{ type: 'request', name: 'flood', url: '/flood' }], '2', 1, 1);
  const bytes = FLOOD_BLOCKS * BLOCK.length;
  expect(run.of('flood')).toMatchObject({ count: 1, failed: 0, bytesDecoded: bytes });
  expect(run.of('flood').bytesReceived).toBeGreaterThan(bytes);
  const rss = Math.max(...run.snapshots.flatMap(({ health }) => health.map(({ rssBytes }) => rssBytes)));
  expect(rss / 1e6, 'MB of memory').toBeLessThan(250);
});

it('counts the bytes that the server counted, frames included', async () => {
  const steps: Steps = [
    { type: 'request', name: 'large', url: '/large' },
    { type: 'request', name: 'post', method: 'POST', url: '/fine', body: { type: 'random', bytes: 50_000 } },
  ];
  const run = await visit(steps, '2', 1, 5);
  const [received, sent] = ['bytesReceived', 'bytesSent'].map(
    (field) => run.of('large')[field as 'bytesSent'] + run.of('post')[field as 'bytesSent'],
  );
  const [socket] = sockets;
  const ours: Pick<Socket, 'bytesRead' | 'bytesWritten'> | undefined = socket;
  // What is acknowledged after the last answer is of no request any more.
  expect(received).toBeGreaterThan((ours?.bytesWritten ?? 0) - 100);
  expect(received).toBeLessThanOrEqual(ours?.bytesWritten ?? 0);
  expect(sent).toBeGreaterThan((ours?.bytesRead ?? 0) - 100);
  expect(sent).toBeLessThanOrEqual(ours?.bytesRead ?? 0);
});

it('counts what goes wrong, and goes on over a new connection', async () => {
  const after = (name: string): Steps[number] => ({ type: 'request', name: `after ${name}`, url: '/fine' });
  const run = await visit(
    [
      { type: 'request', name: 'reset', url: '/reset' },
      after('reset'),
      { type: 'request', name: 'never', url: '/never', timeout: '300ms' },
      after('never'),
      { type: 'request', name: 'goodbye', url: '/goodbye' },
      after('goodbye'),
      { type: 'request', name: 'hang-up', url: '/hang-up' },
      after('hang-up'),
    ],
    '2',
    2,
    2,
  );
  expect(run.events.at(-1)).toMatchObject({ reason: { kind: 'completed' } });
  expect(run.of('reset')).toMatchObject({ count: 4, failed: 4, errors: { reset: 4 } });
  expect(run.of('never')).toMatchObject({ count: 4, failed: 4, errors: { timeout: 4 } });
  expect(run.of('goodbye')).toMatchObject({ count: 4, failed: 0 });
  expect(run.of('hang-up')).toMatchObject({ count: 4, failed: 4, errors: { reset: 4 } });
  for (const name of ['reset', 'never', 'goodbye', 'hang-up']) {
    expect(run.of(`after ${name}`)).toMatchObject({ count: 4, failed: 0 });
  }
  expect(run.of('after reset').connections).toBe(0);
  expect(run.of('after goodbye').connections).toBe(4);
});
