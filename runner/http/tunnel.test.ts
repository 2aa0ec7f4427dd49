import { createSecureServer } from 'node:http2';
import net, { type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { AUTHORITY, SERVER_CERTIFICATE, SERVER_KEY } from './testing/authority.ts';
import { Caller } from './testing/caller.ts';
import { listening } from './testing/listen.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A proxy that does what the test says as soon as it was asked for a tunnel. */
async function proxyThat(answers: (socket: Socket, asked: string) => void) {
  const asked: string[] = [];
  const server = net.createServer((socket) => {
    socket.once('data', (bytes) => {
      asked.push(bytes.toString('latin1'));
      answers(socket, bytes.toString('latin1'));
    });
  });
  const proxy = await listening(server);
  stops.push(proxy.stop);
  return { ...proxy, asked };
}

function callerBehind(
  proxyPort: number,
  url = 'https://shop.test',
  { user = '', password = '', httpVersion = '1.1' as '1.1' | '2' } = {},
): Caller {
  const caller = new Caller(url, {
    httpVersion,
    tls: { ca: AUTHORITY },
    proxy: { url: `http://127.0.0.1:${proxyPort}`, user, password },
  });
  stops.push(() => caller.connection.destroy(new Error('the test is over')));
  return caller;
}

describe('a proxy that', () => {
  it.each<[what: string, answers: (socket: Socket) => void, says: string]>([
    [
      'wants credentials',
      (socket) =>
        socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic\r\n\r\nwho?'),
      'protocol: the proxy answered CONNECT with 407 Proxy Authentication Required; the proxy wants a user and a password: give them as proxy.user',
    ],
    [
      'cannot reach the target',
      (socket) => socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n'),
      'protocol: the proxy answered CONNECT with 502 Bad Gateway',
    ],
    ['speaks no HTTP', (socket) => socket.end('SSH-2.0\r\n\r\n'), 'answered CONNECT with no HTTP'],
    [
      'never ends its head',
      (socket) => socket.write(`HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(4000)}`),
      'answered CONNECT with a head over 16 KB',
    ],
    ['closes', (socket) => socket.end(), 'reset: the proxy closed the connection before it answered CONNECT'],
    [
      'closes in the middle of its answer',
      (socket) => socket.end('HTTP/1.1 200 Conn'),
      'reset: the proxy closed the connection before it answered CONNECT',
    ],
    ['resets', (socket) => socket.resetAndDestroy(), 'reset: '],
    [
      'opens the tunnel and closes it',
      (socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'),
      'reset: the connection was closed at the other end; the TLS handshake was not complete',
    ],
    [
      'opens the tunnel to something else',
      (socket) => socket.write('HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 400 Bad Request\r\n\r\n'),
      'tls: what answered does not speak TLS',
    ],
  ])('%s', async (_, answers, says) => {
    const { port, asked, sockets } = await proxyThat(answers);
    const caller = callerBehind(port);
    const first = await caller.ask('/');
    expect(first.failure).toContain(says);
    expect([first.received, first.sent]).toEqual([0, 0]);
    expect((await caller.ask('/')).failure).toContain(says);
    expect(asked).toHaveLength(2);
    await expect.poll(() => [sockets.size, caller.network.sockets.open], { timeout: 10_000 }).toEqual([0, 0]);
  });

  it('does not take the credentials', async () => {
    const { port, asked } = await proxyThat((socket) => socket.end('HTTP/1.1 407 No\r\n\r\n'));
    const { failure } = await callerBehind(port, undefined, { user: 'me', password: 'wrong' }).ask('/');
    expect(failure).toContain('the proxy does not take proxy.user and proxy.password of the environment');
    expect(asked[0]).toContain(
      `proxy-authorization: Basic ${Buffer.from('me:wrong').toString('base64')}\r\n`,
    );
  });

  it('never answers: what waits for it says so, and is cut off without a trace', async () => {
    const { promise: heard, resolve } = Promise.withResolvers<Socket>();
    const { port } = await proxyThat((socket) => resolve(socket));
    const caller = callerBehind(port);
    const waiting = caller.ask('/');
    const socket = await heard;
    expect(caller.connection.pending).toBe('the proxy had not opened the tunnel');
    const closed = new Promise((done) => socket.once('close', done));
    caller.connection.destroy(new Error('out of time'));
    expect(await waiting).toMatchObject({ failure: 'other: out of time' });
    await closed;
    await expect.poll(() => caller.network.sockets.open, { timeout: 10_000 }).toBe(0);
  });
});

describe('through a tunnel', () => {
  async function start(protocols: { allowHTTP1: boolean }) {
    const target = createSecureServer({ key: SERVER_KEY, cert: SERVER_CERTIFICATE, ...protocols });
    const secured: TLSSocket[] = [];
    target.on('secureConnection', (socket: TLSSocket) => secured.push(socket));
    target.on('request', (request, response) => {
      if (request.url === '/hang-up') {
        if ('stream' in response) response.stream.session?.destroy();
        else request.socket.destroy();
        return;
      }
      request.resume().on('end', () => response.end(Buffer.alloc(2_000_000)));
    });
    const { port: targetPort, stop } = await listening(target);
    const proxy = await proxyThat((socket) => {
      const onward = net.connect(targetPort, '127.0.0.1', () => socket.write('HTTP/1.1 200 OK\r\n\r\n'));
      onward.on('error', () => socket.destroy());
      socket.on('error', () => onward.destroy());
      onward.pipe(socket);
      socket.pipe(onward);
    });
    stops.push(stop);
    return { proxy, secured };
  }

  it.each(['1.1', '2'] as const)('goes HTTP/%s with bodies both ways, counted', async (httpVersion) => {
    const { proxy, secured } = await start({ allowHTTP1: true });
    const caller = callerBehind(proxy.port, 'https://shop.test:8443', { httpVersion });
    let received = 0;
    let sent = 0;
    for (let round = 0; round < 3; round++) {
      const outcome = await caller.ask('/', { method: 'POST', body: Buffer.alloc(1_000_000) });
      expect(outcome).toMatchObject({ status: 200, bytes: 2_000_000, failure: null });
      received += outcome.received;
      sent += outcome.sent;
    }
    expect(proxy.asked).toHaveLength(1);
    expect(proxy.asked[0]).toMatch(/^CONNECT shop\.test:8443 HTTP\/1\.1\r\nhost: shop\.test:8443\r\n\r\n$/);
    expect(secured).toHaveLength(1);
    expect(secured[0]?.alpnProtocol).toBe(httpVersion === '2' ? 'h2' : 'http/1.1');
    // Acknowledgements that follow an answer may still be on their way.
    expect(received).toBeGreaterThan((secured[0]?.bytesWritten ?? 0) - 100);
    expect(received).toBeLessThanOrEqual(secured[0]?.bytesWritten ?? 0);
    expect(sent).toBeGreaterThanOrEqual(secured[0]?.bytesRead ?? 0);
    expect(sent).toBeLessThan((secured[0]?.bytesRead ?? 0) + 100);
  });

  it.each(['1.1', '2'] as const)('hears that a target of HTTP/%s hangs up', async (httpVersion) => {
    const { proxy } = await start({ allowHTTP1: true });
    const caller = callerBehind(proxy.port, 'https://shop.test', { httpVersion });
    for (let round = 0; round < 3; round++) {
      expect((await caller.ask('/hang-up')).failure).toBe(
        'reset: the target closed the connection before its answer was complete',
      );
      expect(await caller.ask('/')).toMatchObject({ status: 200, bytes: 2_000_000, failure: null });
    }
    expect(proxy.asked).toHaveLength(4);
    await expect.poll(() => caller.network.sockets.open, { timeout: 10_000 }).toBe(1);
  });

  it('holds the certificate against the address that is asked for', async () => {
    const { proxy } = await start({ allowHTTP1: true });
    const { failure } = await callerBehind(proxy.port, 'https://127.0.0.9:8443').ask('/');
    expect(failure).toContain('the certificate of the target holds for shop.test, not for 127.0.0.9;');
    expect(proxy.asked[0]).toContain('CONNECT 127.0.0.9:8443 ');
    const six = callerBehind(proxy.port, 'https://[::1]:8443');
    expect((await six.ask('/')).failure).toContain('holds for shop.test, not for ::1;');
    expect(proxy.asked[1]).toContain('CONNECT [::1]:8443 ');
  });
});
