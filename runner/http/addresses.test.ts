import { createServer } from 'node:http';
import { isIP, type LookupFunction } from 'node:net';
import { createServer as createSecureServer } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { cachedLookup } from './resolver.ts';
import { AUTHORITY, SERVER_CERTIFICATE, SERVER_KEY } from './testing/authority.ts';
import { Caller } from './testing/caller.ts';
import { type Listening, listening } from './testing/listen.ts';

/** Names that lead to several addresses, to dead ones, and to those of IPv6. */

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** Serves at one address alone, and closes every connection behind its answer. */
async function serveAt(address: string): Promise<Listening> {
  const server = createServer((_, response) => response.setHeader('connection', 'close').end('ok'));
  const here = await listening(server, address);
  stops.push(here.stop);
  return here;
}

const hasIpv6 = await listening(createServer(), '::1').then(
  ({ stop }) => {
    stop();
    return true;
  },
  () => false,
);

const leadsTo = (...addresses: string[]): LookupFunction =>
  cachedLookup(0, (_, answer) => {
    setImmediate(
      answer,
      null,
      addresses.map((address) => ({ address, family: isIP(address) })),
    );
  });

function callerTo(url: string, settings: ConstructorParameters<typeof Caller>[1] = {}): Caller {
  const caller = new Caller(url, settings);
  stops.push(() => caller.connection.destroy(new Error('the test is over')));
  return caller;
}

/** Connections and failed attempts by address. */
const met = (caller: Caller) =>
  Object.fromEntries(
    caller.network.remotes
      .take()
      .map(({ address, connections, unreached }) => [address, [connections, unreached]]),
  );

describe('one of several addresses is dead', () => {
  it('and the others get its load, while it is shown as not reached', async () => {
    const { port } = await serveAt('127.0.0.1');
    const lookup = leadsTo('127.0.0.1', '127.0.0.2');
    const caller = callerTo(`http://shop.test:${port}`, { lookup });
    for (let i = 0; i < 6; i++) expect(await caller.ask('/')).toMatchObject({ status: 200, failure: null });
    // Every other connection begins with the dead one.
    expect(met(caller)).toEqual({ [`127.0.0.1:${port}`]: [6, 0], [`127.0.0.2:${port}`]: [0, 3] });
  });

  it('and it was given by the environment: its share of the requests fails', async () => {
    const { port } = await serveAt('127.0.0.1');
    const hosts = { 'shop.test': ['127.0.0.1', '127.0.0.2'] };
    const caller = callerTo(`http://shop.test:${port}`, { hosts });
    const failures: (string | null)[] = [];
    for (let i = 0; i < 6; i++) failures.push((await caller.ask('/')).failure);
    const refused = `refused: connect ECONNREFUSED 127.0.0.2:${port}`;
    expect(failures.toSorted()).toEqual([...Array(3).fill(null), ...Array(3).fill(refused)].toSorted());
    expect(met(caller)).toEqual({ [`127.0.0.1:${port}`]: [3, 0], [`127.0.0.2:${port}`]: [0, 3] });
  });

  it('over TLS too, and the certificate is still held against the name', async () => {
    const server = createSecureServer({ key: SERVER_KEY, cert: SERVER_CERTIFICATE }, (socket) =>
      socket.on('data', () =>
        socket.end('HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n'),
      ),
    );
    const { port, stop } = await listening(server);
    stops.push(stop);
    const settings = { lookup: leadsTo('127.0.0.2', '127.0.0.1'), tls: { ca: AUTHORITY } };
    const caller = callerTo(`https://shop.test:${port}`, settings);
    for (let i = 0; i < 4; i++) expect(await caller.ask('/')).toMatchObject({ status: 200, failure: null });
    expect(met(caller)).toEqual({ [`127.0.0.1:${port}`]: [4, 0], [`127.0.0.2:${port}`]: [0, 2] });
    const other = callerTo(`https://other.test:${port}`, settings);
    expect((await other.ask('/')).failure).toContain('holds for shop.test, not for other.test');
  });
});

it('says of every address why it could not be reached when none can', async () => {
  const { port, stop } = await serveAt('127.0.0.1');
  stop();
  const caller = callerTo(`http://shop.test:${port}`, { lookup: leadsTo('127.0.0.1', '127.0.0.2') });
  const { failure } = await caller.ask('/');
  expect(failure).toMatch(
    /^refused: connect ECONNREFUSED 127\.0\.0\.1:\d+; connect ECONNREFUSED 127\.0\.0\.2:/,
  );
  expect(caller.connection.remote).not.toBe(null);
  expect(met(caller)).toEqual({ [`127.0.0.1:${port}`]: [0, 1], [`127.0.0.2:${port}`]: [0, 1] });
  const one = callerTo(`http://shop.test:${port}`, { lookup: leadsTo('127.0.0.1') });
  expect((await one.ask('/')).failure).toBe(`refused: connect ECONNREFUSED 127.0.0.1:${port}`);
  expect(met(one)).toEqual({ [`127.0.0.1:${port}`]: [0, 1] });
});

describe('what is cut off while it connects', () => {
  const at = '127.0.0.2:8080';
  it.each<[string, ConstructorParameters<typeof Caller>[1]]>([
    ['that the environment gave', { hosts: { 'shop.test': [at] } }],
    [
      'that was looked up',
      { lookup: (_, __, answer) => answer(null, [{ address: '127.0.0.2', family: 4 }]) },
    ],
  ])('counts at an address %s', async (_, settings) => {
    const caller = callerTo('http://shop.test:8080', settings);
    const asked = caller.ask('/');
    caller.connection.destroy(new Error('out of time'));
    expect(await asked).toMatchObject({ failure: 'other: out of time' });
    caller.connection.remote?.ended(1, true);
    expect(caller.network.remotes.take()).toMatchObject([
      { host: 'shop.test:8080', address: at, connections: 0, unreached: 1, count: 1, failed: 1 },
    ]);
  });
});

describe.skipIf(!hasIpv6)('IPv6', () => {
  it('is reached by its address, by a name and by what the environment says of a name', async () => {
    const { port } = await serveAt('::1');
    const address = `[::1]:${port}`;
    const named = `http://shop.test:${port}`;
    for (const caller of [
      callerTo(`http://[::1]:${port}`),
      callerTo(named, { lookup: leadsTo('::1') }),
      callerTo(named, { hosts: { 'shop.test': ['::1'] } }),
      callerTo('http://shop.test', { hosts: { 'shop.test': [address] } }),
    ]) {
      expect(await caller.ask('/')).toMatchObject({ status: 200, failure: null });
      expect(met(caller)).toEqual({ [address]: [1, 0] });
    }
  });

  it('is left for IPv4 where nobody listens', async () => {
    const { port } = await serveAt('127.0.0.1');
    const caller = callerTo(`http://shop.test:${port}`, { lookup: leadsTo('::1', '127.0.0.1') });
    expect(await caller.ask('/')).toMatchObject({ status: 200, failure: null });
    expect(met(caller)).toEqual({ [`127.0.0.1:${port}`]: [1, 0], [`[::1]:${port}`]: [0, 1] });
  });
});
