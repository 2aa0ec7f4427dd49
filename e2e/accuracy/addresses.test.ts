import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { LatencyHistogram } from '../../lib/histogram/latency-histogram.ts';
import { type Play, play, type Setup } from './support/play.ts';

/** Names, the addresses behind them, and looking them up, against a server that knows at which address it was met. */

type Met = { connections: number; requests: number; hosts: Set<string> };
let met: Record<string, Met> = {};
let server: Server;
let port = 0;

beforeAll(async () => {
  const at = (address = '?') => {
    const known = met[address] ?? { connections: 0, requests: 0, hosts: new Set() };
    met[address] = known;
    return known;
  };
  server = createServer((request, response) => {
    const here = at(request.socket.localAddress);
    here.requests++;
    here.hosts.add(request.headers.host ?? '');
    if (request.url === '/close') response.setHeader('connection', 'close');
    if (request.url === '/second-fails' && request.socket.localAddress === '127.0.0.2')
      response.statusCode = 500;
    response.end('ok');
  });
  server.on('connection', (socket) => {
    at(socket.localAddress).connections++;
  });
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  const address = server.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
beforeEach(() => {
  met = {};
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const one = (url: string, vus: number, iterations: number): Setup['scenarios'] => [
  {
    name: 'S',
    executor: { type: 'per-vu-iterations', vus, iterations },
    steps: [{ type: 'request', name: 'x', url }],
  },
];

/** Remote addresses over the whole run. */
function remotesOf(run: Play) {
  const total: Record<
    string,
    { connections: number; unreached: number; count: number; failed: number; times: LatencyHistogram }
  > = {};
  for (const { host, address, ...one } of run.snapshots.flatMap(({ remotes }) => remotes)) {
    const key = `${host} ${address}`;
    const sum = total[key] ?? {
      connections: 0,
      unreached: 0,
      count: 0,
      failed: 0,
      times: new LatencyHistogram(),
    };
    total[key] = sum;
    sum.connections += one.connections;
    sum.unreached += one.unreached;
    sum.count += one.count;
    sum.failed += one.failed;
    sum.times.mergeEncoded(one.serviceTime);
  }
  return total;
}

it.each([1, 2])(
  'spreads load evenly over the addresses of a name and counts each, with %i workers',
  async (workers) => {
    const run = await play({
      baseUrl: `http://shop.test:${port}`,
      workers,
      environment: { hosts: { 'shop.test': ['127.0.0.1', '127.0.0.2', '127.0.0.3'] } },
      scenarios: one('/second-fails', 12, 5),
    });
    const remotes = remotesOf(run);
    for (const address of ['127.0.0.1', '127.0.0.2', '127.0.0.3']) {
      const { times, ...counts } = remotes[`shop.test:${port} ${address}:${port}`] ?? {};
      const served = met[address];
      expect(counts).toEqual({
        connections: 4,
        unreached: 0,
        count: 20,
        failed: address === '127.0.0.2' ? 20 : 0,
      });
      expect(served).toEqual({ connections: 4, requests: 20, hosts: new Set([`shop.test:${port}`]) });
      expect(times?.count).toBe(20);
    }
    expect(run.of('x')).toMatchObject({ count: 60, failed: 20, connections: 12 });
    expect(run.of('x').latency.dns.count).toBe(0);
  },
);

it('refuses a name that leads to an address which is not allowed, before and while it runs', async () => {
  const hosts = { 'shop.test': ['127.0.0.1', '::ffff:127.0.0.1'] };
  const url = `http://shop.test:${port}/`;
  const none = await play({
    baseUrl: url,
    environment: { hosts, allowedHosts: ['shop.test'] },
    scenarios: one('/', 1, 1),
  });
  expect(none.events.at(-1)).toMatchObject({
    reason: {
      kind: 'could-not-start',
      detail: expect.stringContaining(
        `the environment sends shop.test:${port} to [::ffff:7f00:1]:${port}, and`,
      ),
    },
  });
  const some = await play({
    baseUrl: `http://127.0.0.1:${port}`,
    environment: { hosts, allowedHosts: ['shop.test'] },
    scenarios: [
      {
        name: 'S',
        executor: { type: 'per-vu-iterations' },
        steps: [
          { type: 'request', name: 'x', url },
          { type: 'request', name: 'here', url: '/' },
        ],
      },
    ],
  });
  expect(some.of('x')).toMatchObject({ count: 0, refused: 1 });
  expect(Object.keys(met)).toEqual(['127.0.0.1']);
  expect(met['127.0.0.1']).toMatchObject({ requests: 1 });
});

it('counts failures to connect at the address that refused', async () => {
  const run = await play({
    baseUrl: `http://shop.test:${port}`,
    environment: { hosts: { 'shop.test': [`127.0.0.1:${port}`, '127.0.0.1:1'] } },
    scenarios: one('/close', 1, 6),
  });
  const remotes = remotesOf(run);
  expect(remotes[`shop.test:${port} 127.0.0.1:1`]).toMatchObject({
    connections: 0,
    unreached: 3,
    count: 3,
    failed: 3,
  });
  expect(remotes[`shop.test:${port} 127.0.0.1:${port}`]).toMatchObject({
    connections: 3,
    unreached: 0,
    count: 3,
    failed: 0,
  });
  expect(run.of('x').errors).toEqual({ refused: 3 });
});

it.each([
  ['once', 1],
  ['per-connection', 8],
  ['1h', 1],
])('looks a name up %s, and times it', async (resolve, lookUps) => {
  const run = await play({
    baseUrl: `http://localhost:${port}`,
    environment: { resolve },
    scenarios: one('/close', 1, 8),
  });
  const { count, failed, connections, latency } = run.of('x');
  expect([count, failed, connections]).toEqual([8, 0, 8]);
  expect([latency.dns.count, latency.connecting.count]).toEqual([lookUps, 8]);
  expect(latency.dns.min).toBeGreaterThan(0);
  expect(remotesOf(run)[`localhost:${port} 127.0.0.1:${port}`]).toMatchObject({ connections: 8, count: 8 });
});
