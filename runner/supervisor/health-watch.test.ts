import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { Environment } from '../../lib/plan/environment.ts';
import { HealthCheck } from '../../lib/plan/health-check.ts';
import { samplePlan } from '../../lib/plan/sample-plan.ts';
import { AUTHORITY, SERVER_CERTIFICATE, SERVER_KEY } from '../http/testing/authority.ts';
import { listening } from '../http/testing/listen.ts';
import { HealthWatch, healthProblems } from './health-watch.ts';

async function target(statuses: number[]) {
  let asked = 0;
  const server = createServer((_, response) => {
    response.writeHead(statuses[asked++] ?? statuses.at(-1) ?? 200).end();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  onTestFinished(() => void server.close());
  return { baseUrl: `http://127.0.0.1:${port}`, asked: () => asked };
}

const requestOf = (baseUrl: string, check: object, environment: object = {}) => ({
  plan: { ...samplePlan(), health: [HealthCheck.parse({ url: '/health', every: '5ms', ...check })] },
  environment: Environment.parse({ baseUrl, ...environment }),
  secrets: { PROXY_PASSWORD: 'open-sesame' },
});

it('says what is wrong after so many failures in a row, and asks no more', async () => {
  const { baseUrl, asked } = await target([503, 200, 503, 503]);
  const { promise, resolve } = Promise.withResolvers<string>();
  const watch = new HealthWatch(requestOf(baseUrl, { failures: 2 }), resolve);
  watch.start();
  expect(await promise).toBe('/health answered 503, not 2xx, 2 times in a row');
  expect(asked()).toBe(4);
});

it('says when nobody answers', async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  new HealthWatch(requestOf('http://127.0.0.1:1', { failures: 1 }), resolve).start();
  expect(await promise).toMatch(/^\/health did not answer: /);
});

it('is not asked where no load may go', () => {
  const [problem] = healthProblems(requestOf('http://127.0.0.1', { url: 'https://example.com/up' }));
  expect(problem).toContain('example.com');
  expect(healthProblems(requestOf('http://127.0.0.1', {}))).toEqual([]);
});

it('goes the way of the load: names, authority and proxy of the environment', async () => {
  const sick = createTlsServer({ cert: SERVER_CERTIFICATE, key: SERVER_KEY }, (request, response) => {
    response.writeHead(200, { 'x-asked': request.url ?? '' }).end('queue_length 7\n');
  });
  const shop = await listening(sick);
  const proxied: string[] = [];
  const through = createServer().on('connect', (request, socket) => {
    proxied.push(`${request.url} ${request.headers['proxy-authorization']}`);
    const onwards = connect(shop.port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(onwards).pipe(socket);
    });
    socket.on('error', () => onwards.destroy());
    onwards.on('error', () => socket.destroy());
  });
  const proxy = await listening(through);
  onTestFinished(() => {
    shop.stop();
    proxy.stop();
  });
  const { promise, resolve } = Promise.withResolvers<string>();
  const check = { url: '/queue?of=orders', failures: 1, timeout: '10s', metric: 'queue_length', limit: '<5' };
  const watch = new HealthWatch(
    requestOf('https://shop.test', check, {
      allowedHosts: ['shop.test'],
      tls: { ca: AUTHORITY },
      proxy: { url: `http://127.0.0.1:${proxy.port}`, user: 'ana', password: '{{PROXY_PASSWORD}}' },
    }),
    resolve,
  );
  watch.start();
  expect(await promise).toBe('/queue?of=orders says queue_length is 7, not <5');
  expect(proxied).toEqual([`shop.test:443 Basic ${Buffer.from('ana:open-sesame').toString('base64')}`]);
});

it('asks a proxy for the whole address where there is no tunnel', async () => {
  const asked: string[] = [];
  const proxy = await listening(
    createServer((request, response) => {
      asked.push(`${request.url} ${request.headers.host}`);
      response.writeHead(503).end();
    }),
  );
  onTestFinished(proxy.stop);
  const { promise, resolve } = Promise.withResolvers<string>();
  const watch = new HealthWatch(
    requestOf(
      'http://shop.test:8080',
      { failures: 1, timeout: '10s' },
      { allowedHosts: ['shop.test:8080'], proxy: { url: `http://127.0.0.1:${proxy.port}` } },
    ),
    resolve,
  );
  watch.start();
  expect(await promise).toBe('/health answered 503, not 2xx');
  expect(asked).toEqual(['http://shop.test:8080/health shop.test:8080']);
});
