import { createServer, request as forward, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type Server as NetServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import type { HttpProxy } from '../../lib/plan/proxy.ts';
import { TlsOptions } from '../../lib/plan/tls-options.ts';
import { AUTHORITY, SERVER_CERTIFICATE, SERVER_KEY } from '../../runner/http/testing/authority.ts';
import { listen } from './support/listen.ts';
import { type Play, play } from './support/play.ts';

/** A real proxy between us and real targets, which writes down what it is asked for. */

let asked: string[] = [];
let credentials: (string | undefined)[] = [];
let served: { url: string | undefined; host: string | undefined; credentials: string | undefined }[] = [];
const servers: NetServer[] = [];
let proxyPort = 0;
let plainPort = 0;
let securePort = 0;

beforeAll(async () => {
  const start = (server: Server | NetServer) => {
    servers.push(server);
    return listen(server);
  };
  const serve: Parameters<typeof createSecureServer>[1] = (request, response) => {
    const { host, 'proxy-authorization': told } = request.headers;
    served.push({ url: request.url, host, credentials: told });
    response.end('served');
  };
  plainPort = await start(createServer(serve));
  const secure = createSecureServer({ key: SERVER_KEY, cert: SERVER_CERTIFICATE }, serve);
  new WebSocketServer({ server: secure }).on('connection', (webSocket) => {
    webSocket.on('message', (data) => webSocket.send(data));
  });
  securePort = await start(secure);

  const proxy = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    credentials.push(request.headers['proxy-authorization']);
    const url = new URL(request.url ?? '');
    if (url.hostname === 'closed.test') {
      response.writeHead(407, { 'proxy-authenticate': 'Basic' }).end();
      return;
    }
    const { 'proxy-authorization': _, ...headers } = request.headers;
    const path = url.pathname + url.search;
    const onward = forward({ port: plainPort, host: '127.0.0.1', method: request.method, path, headers });
    onward.on('response', (answer) =>
      answer.pipe(response.writeHead(answer.statusCode ?? 0, answer.headers)),
    );
    request.pipe(onward);
  });
  proxy.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`);
    credentials.push(request.headers['proxy-authorization']);
    if (request.url?.startsWith('forbidden.test')) {
      socket.end('HTTP/1.1 403 Not today\r\n\r\n');
      return;
    }
    const onward = connect(securePort, '127.0.0.1', () =>
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n'),
    );
    onward.pipe(socket).on('error', () => onward.destroy());
    socket.pipe(onward).on('error', () => socket.destroy());
  });
  proxyPort = await start(proxy);
});
beforeEach(() => {
  asked = [];
  credentials = [];
  served = [];
});
afterAll(() => {
  for (const server of servers) {
    if ('closeAllConnections' in server && typeof server.closeAllConnections === 'function')
      server.closeAllConnections();
    server.close();
  }
});

const through = (
  url: string,
  over: { proxy?: Partial<HttpProxy>; allowedHosts?: string[] } = {},
): Promise<Play> =>
  play({
    baseUrl: url,
    secrets: { proxyPassword: 's3cret' },
    environment: {
      allowedHosts: over.allowedHosts ?? ['shop.test', 'forbidden.test'],
      tls: TlsOptions.parse({ ca: AUTHORITY }),
      proxy: { url: `http://127.0.0.1:${proxyPort}`, user: '', password: '', ...over.proxy },
    },
    scenarios: [
      {
        name: 'S',
        executor: { type: 'per-vu-iterations', vus: 2, iterations: 3 },
        steps: [{ type: 'request', name: 'x', url: '/a?b=c' }],
      },
    ],
  });

it('asks a proxy for the whole address, with its credentials and without telling them to the target', async () => {
  const run = await through('http://shop.test', { proxy: { user: 'me', password: '{{proxyPassword}}' } });
  expect(run.of('x')).toMatchObject({ count: 6, failed: 0, connections: 2 });
  expect(asked).toEqual(Array(6).fill('GET http://shop.test/a?b=c'));
  expect(credentials).toEqual(Array(6).fill(`Basic ${Buffer.from('me:s3cret').toString('base64')}`));
  expect(served).toEqual(Array(6).fill({ url: '/a?b=c', host: 'shop.test', credentials: undefined }));
  const [remote] = run.snapshots.flatMap(({ remotes }) => remotes);
  expect(remote).toMatchObject({ host: 'shop.test:80', address: `127.0.0.1:${proxyPort}` });
});

it('reaches https through a tunnel, one for each user, and checks the target behind it', async () => {
  const run = await through('https://shop.test', { proxy: { user: 'me', password: '{{proxyPassword}}' } });
  const { count, failed, connections, latency, bytesReceived } = run.of('x');
  expect([count, failed, connections]).toEqual([6, 0, 2]);
  expect([latency.connecting.count, latency.tls.count]).toEqual([2, 2]);
  expect(bytesReceived).toBeGreaterThan(6 * 'served'.length);
  expect(asked).toEqual(Array(2).fill('CONNECT shop.test:443'));
  expect(credentials).toEqual(Array(2).fill(`Basic ${Buffer.from('me:s3cret').toString('base64')}`));
  expect(served).toEqual(Array(6).fill({ url: '/a?b=c', host: 'shop.test', credentials: undefined }));
});

it('holds WebSocket sessions through a tunnel', async () => {
  const run = await play({
    baseUrl: 'https://shop.test',
    environment: {
      allowedHosts: ['shop.test'],
      tls: TlsOptions.parse({ ca: AUTHORITY }),
      proxy: { url: `http://127.0.0.1:${proxyPort}`, user: '', password: '' },
    },
    scenarios: [
      {
        name: 'S',
        executor: { type: 'per-vu-iterations', vus: 2, iterations: 2 },
        steps: [
          {
            type: 'websocket',
            name: 'echo',
            url: '/echo',
            actions: [{ type: 'send', content: 'hi' }, { type: 'expect' }],
          },
        ],
      },
    ],
  });
  expect(run.of('echo')).toMatchObject({ count: 4, failed: 0, messagesSent: 4, messagesReceived: 4 });
  expect(asked).toEqual(Array(4).fill('CONNECT shop.test:443'));
});

it('says what to do about a proxy that wants credentials, and about ws:// that cannot go through one', async () => {
  const plain = await through('http://closed.test', { allowedHosts: ['closed.test'] });
  expect(plain.of('x')).toMatchObject({ count: 6, failed: 6, statuses: { 407: 6 } });
  expect(plain.errors[0]?.message).toContain(
    'answered 407; the proxy wants a user and a password: give them',
  );
  const session = await play({
    baseUrl: 'http://shop.test',
    environment: {
      allowedHosts: ['shop.test'],
      proxy: { url: `http://127.0.0.1:${proxyPort}`, user: '', password: '' },
    },
    scenarios: [
      {
        name: 'S',
        executor: { type: 'per-vu-iterations' },
        steps: [{ type: 'websocket', name: 'x', url: 'ws://shop.test/' }],
      },
    ],
  });
  expect(session.errors[0]?.message).toContain(
    'ws:// cannot go through the proxy of the environment; use wss://',
  );
  expect(served).toEqual([]);
});

it('says when the proxy refuses, or is not there', async () => {
  const refused = await through('https://forbidden.test');
  expect(refused.of('x')).toMatchObject({ count: 6, failed: 6, errors: { protocol: 6 } });
  expect(refused.errors[0]?.message).toContain('the proxy answered CONNECT with 403 Not today');
  const gone = await through('https://shop.test', { proxy: { url: 'http://127.0.0.1:1' } });
  expect(gone.of('x')).toMatchObject({ count: 6, failed: 6, errors: { refused: 6 } });
  expect(served).toEqual([]);
});

it.each([
  ['the target', ['proxy.test'], 'shop.test is not an allowed host'],
  [
    'the proxy',
    ['shop.test'],
    'shop.test is reached through a proxy: proxy.test:3128 is not an allowed host',
  ],
])('does not start when %s is not allowed', async (_, allowedHosts, says) => {
  const run = await through('https://shop.test', { allowedHosts, proxy: { url: 'http://proxy.test:3128' } });
  expect(run.events.at(-1)).toMatchObject({
    reason: { kind: 'could-not-start', detail: expect.stringContaining(says) },
  });
});

it('reaches this machine without a proxy that is elsewhere', async () => {
  const run = await through(`http://127.0.0.1:${plainPort}`, { proxy: { url: 'http://proxy.test:3128' } });
  expect(run.of('x')).toMatchObject({ count: 6, failed: 0 });
  expect(asked).toEqual([]);
});
