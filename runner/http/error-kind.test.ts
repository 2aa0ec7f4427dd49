import { connect, createServer, type Server } from 'node:net';
import { Client, errors } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { errorKind, errorMessage, isInvalidRequest, RequestFailure } from './error-kind.ts';

const coded = (code: string) => Object.assign(new Error(`failed with ${code}`), { code });

describe('errorKind', () => {
  it.each([
    ['ENOTFOUND', 'dns'],
    ['EAI_AGAIN', 'dns'],
    ['ECONNREFUSED', 'refused'],
    ['ECONNRESET', 'reset'],
    ['EPIPE', 'reset'],
    ['ETIMEDOUT', 'timeout'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
    ['EHOSTUNREACH', 'other'],
  ])('%s is %s', (code, kind) => {
    expect(errorKind(coded(code))).toBe(kind);
  });

  it('knows undici and our own failures', () => {
    expect(errorKind(new errors.HeadersOverflowError())).toBe('protocol');
    expect(errorKind(new errors.SocketError('other side closed'))).toBe('reset');
    expect(errorKind(new RequestFailure('timeout', 'too slow'))).toBe('timeout');
    expect(errorKind('text')).toBe('other');
  });
});

describe('errorMessage', () => {
  it('says what to do about limits of this machine', () => {
    expect(errorMessage(coded('EADDRNOTAVAIL'))).toContain('net.ipv4.ip_local_port_range');
    expect(errorMessage(coded('EMFILE'))).toContain('ulimit -n');
  });

  it('says what all addresses of a name said', () => {
    const all = new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED'), coded('ENETUNREACH')]);
    expect(errorMessage(all)).toBe('failed with ECONNREFUSED; failed with ENETUNREACH');
  });
});

describe('against real sockets', () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  const listen = async (answer: string) => {
    server = createServer((socket) => {
      socket.on('error', () => {});
      socket.end(answer);
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  };
  const errorOf = async (origin: string, headers: string[] = []) => {
    const client = new Client(origin);
    const { promise, resolve } = Promise.withResolvers<unknown>();
    client.dispatch(
      { path: '/', method: 'GET', headers },
      {
        onRequestStart() {},
        onResponseStart() {},
        onResponseData() {},
        onResponseEnd: () => resolve(null),
        onResponseError: (_, error) => resolve(error),
      },
    );
    const error = await promise;
    await client.destroy();
    return error;
  };

  it('tells garbage from a lost connection', async () => {
    const garbage = await errorOf(`http://127.0.0.1:${await listen('garbage garbage\r\n\r\n')}`);
    expect(errorKind(garbage)).toBe('protocol');
    server?.close();
    const lost = await errorOf(`http://127.0.0.1:${await listen('')}`);
    expect(errorKind(lost)).toBe('reset');
  });

  it('knows a connection that is refused', async () => {
    const port = await listen('');
    await new Promise((resolve) => server?.close(resolve));
    expect(errorKind(await errorOf(`http://127.0.0.1:${port}`))).toBe('refused');
    const direct = await new Promise((resolve) => connect(port, '127.0.0.1').once('error', resolve));
    expect(errorKind(direct)).toBe('refused');
  });

  it('tells a request that cannot be sent from one that failed', async () => {
    const error = await errorOf('http://127.0.0.1:9', ['bad header', 'x']);
    expect(isInvalidRequest(error)).toBe(true);
    expect(isInvalidRequest(coded('ECONNRESET'))).toBe(false);
  });
});
