import net, { type Server } from 'node:net';
import tls, { type TlsOptions } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { AUTHORITY, SERVER_CERTIFICATE, SERVER_KEY } from './testing/authority.ts';
import { Caller } from './testing/caller.ts';
import { listening } from './testing/listen.ts';
import { tlsFailure } from './tls-failure.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

const secure = (options: TlsOptions = {}) =>
  tls.createServer({ key: SERVER_KEY, cert: SERVER_CERTIFICATE, ...options }, (socket) =>
    socket
      .on('error', () => {})
      .on('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n')),
  );
const plain = (answer: (socket: net.Socket) => void) =>
  net.createServer((socket) => socket.on('data', () => answer(socket)));

async function failureOf(
  server: Server,
  settings: { host?: string; ca?: string; httpVersion?: '2' } = {},
): Promise<string | null> {
  const { port, stop } = await listening(server);
  const { host = 'shop.test', ca = AUTHORITY, httpVersion = '1.1' } = settings;
  const caller = new Caller(`https://${host}:${port}`, {
    httpVersion,
    hosts: { 'shop.test': ['127.0.0.1'] },
    tls: { ca },
  });
  stops.push(stop, () => caller.connection.destroy(new Error('the test is over')));
  return (await caller.ask('/')).failure;
}

it('is none where all is well', async () => {
  expect(await failureOf(secure())).toBe(null);
});

describe('says what is wrong and what to write instead when', () => {
  const wanting: TlsOptions = { requestCert: true, ca: AUTHORITY };
  it.each<[what: string, server: () => Server, says: string, settings?: Parameters<typeof failureOf>[1]]>([
    ['nobody trusts the authority', () => secure(), 'authority into tls.ca of the environment', { ca: '' }],
    [
      'the certificate is for another name',
      () => secure(),
      'tls: the certificate of the target holds for shop.test, not for 127.0.0.1;',
      { host: '127.0.0.1' },
    ],
    [
      'a client certificate is wanted',
      () => secure(wanting),
      'wants a client certificate; give it as tls.certificate',
    ],
    [
      'a client certificate is wanted over TLS 1.2',
      () => secure({ ...wanting, maxVersion: 'TLSv1.2' }),
      'it may want a client certificate',
    ],
    [
      'a client certificate is wanted over HTTP/2',
      () => secure({ ...wanting, ALPNProtocols: ['h2'] }),
      'wants a client certificate; give it as tls.certificate',
      { httpVersion: '2' },
    ],
    [
      'HTTP/2 is all that is spoken',
      () => secure({ ALPNProtocols: ['h2'] }),
      'choose the other protocol in the environment',
    ],
    [
      'TLS is too old',
      () => secure({ minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'ALL@SECLEVEL=0' }),
      'only versions of TLS that are too old',
    ],
    [
      'no TLS is spoken',
      () => plain((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
      'tls: what answered does not speak TLS; is the port right',
    ],
    [
      'the target closes',
      () => plain((socket) => socket.end()),
      'reset: the connection was closed at the other end; the TLS handshake was not complete',
    ],
    ['the target resets', () => plain((socket) => socket.resetAndDestroy()), 'reset: '],
  ])('%s', async (_, server, says, settings) => {
    const failure = await failureOf(server(), settings);
    expect(failure).toContain(says);
    // Of OpenSSL's own words those with places in memory say nothing to anybody.
    expect(failure).not.toMatch(/[0-9A-F]{8}|\n/);
  });
});

it.each([
  ['CERT_HAS_EXPIRED', 'has expired'],
  ['CERT_NOT_YET_VALID', 'the clocks'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'signed by itself'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'tls.ca'],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'does not take the client certificate'],
  ['ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_EXPIRED', 'does not take the client certificate'],
  ['ERR_SSL_TLSV1_UNRECOGNIZED_NAME', 'tls.serverName'],
  ['ERR_SSL_SOMETHING_ELSE', 'TLS failed: something else (ERR_SSL_SOMETHING_ELSE)'],
])('has words for %s', (code, says) => {
  expect(tlsFailure(code, Object.assign(new Error('raw'), { reason: 'something else' }))).toContain(says);
});

it('leaves errors that are about something else alone', () => {
  expect(tlsFailure('ECONNRESET', new Error('read ECONNRESET'))).toBe(undefined);
});
