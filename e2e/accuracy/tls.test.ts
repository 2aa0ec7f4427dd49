import { createServer, type Server } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Environment } from '../../lib/plan/environment.ts';
import { TlsOptions } from '../../lib/plan/tls-options.ts';
import {
  AUTHORITY,
  CLIENT_CERTIFICATE,
  CLIENT_KEY,
  ENCRYPTED_CLIENT_KEY,
  SERVER_CERTIFICATE,
  SERVER_KEY,
} from '../../runner/http/testing/authority.ts';
import { listen } from './support/listen.ts';
import { play } from './support/play.ts';

/** TLS options of an environment, against servers that say what they were shown. */

type Shown = { client: string | undefined; asked: string | false };
let shown: Shown[] = [];
const servers: Server[] = [];
let port = 0;
let strictPort = 0;

beforeAll(async () => {
  const make = (requestCert: boolean) => {
    const options = { key: SERVER_KEY, cert: SERVER_CERTIFICATE, ca: AUTHORITY, requestCert };
    const server = createServer(options, (request, response) => {
      const socket = request.socket as TLSSocket;
      shown.push({
        client: socket.getPeerCertificate().subject?.CN?.toString(),
        asked: socket.servername ?? false,
      });
      response.end('ok');
    });
    servers.push(server);
    return listen(server);
  };
  [port, strictPort] = [await make(false), await make(true)];
});
beforeEach(() => {
  shown = [];
});
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

const once = (options: {
  tls?: Partial<TlsOptions>;
  at?: number;
  host?: string;
  secrets?: Record<string, string>;
  environment?: Partial<Environment>;
}) => {
  const { tls, at = port, host = 'shop.test', secrets = {}, environment } = options;
  return play({
    baseUrl: `https://${host}:${at}`,
    environment: { hosts: { 'shop.test': ['127.0.0.1'] }, tls: TlsOptions.parse({ ...tls }), ...environment },
    secrets,
    scenarios: [
      {
        name: 'S',
        executor: { type: 'per-vu-iterations', vus: 2, iterations: 3 },
        steps: [{ type: 'request', name: 'x', url: '/' }],
      },
    ],
  });
};

it('refuses an authority that nobody trusts, and takes it when the environment names it', async () => {
  const refused = await once({});
  expect(refused.of('x')).toMatchObject({ count: 6, failed: 6, errors: { tls: 6 } });
  expect(shown).toEqual([]);
  const trusted = await once({ tls: { ca: AUTHORITY } });
  const { count, failed, connections, latency } = trusted.of('x');
  expect([count, failed, connections, latency.tls.count]).toEqual([6, 0, 2, 2]);
  expect(shown).toEqual(Array(6).fill({ client: undefined, asked: 'shop.test' }));
});

it('checks the name, and may ask for another one', async () => {
  const ca = { ca: AUTHORITY };
  const elsewhere = await once({ host: '127.0.0.1', tls: ca });
  expect(elsewhere.of('x')).toMatchObject({ failed: 6, errors: { tls: 6 } });
  const named = await once({ host: '127.0.0.1', tls: { ...ca, serverName: 'shop.test' } });
  expect(named.of('x')).toMatchObject({ count: 6, failed: 0 });
  const wrong = await once({ tls: { ...ca, serverName: 'other.test' } });
  expect(wrong.of('x')).toMatchObject({ failed: 6, errors: { tls: 6 } });
  expect(shown).toEqual(Array(6).fill({ client: undefined, asked: 'shop.test' }));
});

it('speaks HTTP/1.1 with a target that does not know HTTP/2', async () => {
  const run = await once({ tls: { ca: AUTHORITY }, environment: { httpVersion: '2' } });
  expect(run.of('x')).toMatchObject({ count: 6, failed: 0, connections: 2 });
});

it('takes any certificate when it is told not to look', async () => {
  const run = await once({ host: '127.0.0.1', tls: { verify: false } });
  expect(run.of('x')).toMatchObject({ count: 6, failed: 0, connections: 2 });
});

describe('a client certificate', () => {
  const tls = { ca: AUTHORITY, certificate: CLIENT_CERTIFICATE, key: '{{clientKey}}' };

  it('is wanted and not there', async () => {
    const run = await once({ at: strictPort, tls: { ca: AUTHORITY } });
    expect(run.of('x').failed).toBe(6);
  });

  it.each([
    ['with its key', tls, { clientKey: CLIENT_KEY }],
    // As a field of one line leaves it.
    ['with a key in one line', tls, { clientKey: CLIENT_KEY.replaceAll('\n', '') }],
    [
      'with an encrypted key',
      { ...tls, passphrase: '{{open}}' },
      { clientKey: ENCRYPTED_CLIENT_KEY, open: 'open-sesame' },
    ],
  ])('%s is shown', async (_, options, secrets) => {
    const run = await once({ at: strictPort, tls: options, secrets });
    expect(run.of('x')).toMatchObject({ count: 6, failed: 0, connections: 2 });
    expect(shown).toEqual(Array(6).fill({ client: 'load generator', asked: 'shop.test' }));
  });

  it.each([
    ['a key that is missing', tls, {}, 'tls.key of the environment: {{clientKey}} is neither'],
    [
      'a key that is none',
      tls,
      { clientKey: 'nonsense' },
      'tls.certificate and tls.key of the environment cannot',
    ],
    [
      'a passphrase that is wrong',
      { ...tls, passphrase: '{{open}}' },
      { clientKey: ENCRYPTED_CLIENT_KEY, open: 'wrong' },
      'cannot be used',
    ],
    ['an authority that is none', { ca: 'nonsense' }, {}, 'tls.ca of the environment holds no certificate'],
    [
      'an authority that is broken',
      { ca: AUTHORITY.replace(/\n[A-Za-z0-9+/]{20}/, '\n') },
      {},
      'a certificate (number 1) that cannot be read',
    ],
  ])('with %s keeps a run from starting, in words', async (_, options, secrets, says) => {
    const run = await once({ tls: options, secrets });
    expect(run.events.at(-1)).toMatchObject({
      reason: { kind: 'could-not-start', detail: expect.stringContaining(says) },
    });
    expect(shown).toEqual([]);
  });
});
