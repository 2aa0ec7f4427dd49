import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PlanInput } from '../../lib/plan/plan.ts';
import { listen } from './support/listen.ts';
import { play } from './support/play.ts';
import { until } from './support/processes.ts';

/** When connections are made and closed, against a server that counts them. */

let server: Server;
let baseUrl = '';
let opened = 0;
let open = 0;
let requests: number[] = [];
let events: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    events.push('request');
    requests.push(request.socket.remotePort ?? 0);
    if (request.url === '/away') response.writeHead(302, { location: '/' }).end();
    else response.end('ok');
  });
  server.on('connection', (socket) => {
    events.push('opened');
    opened++;
    open++;
    socket.on('close', () => {
      events.push('closed');
      open--;
    });
  });
  baseUrl = `http://127.0.0.1:${await listen(server)}`;
});
beforeEach(() => {
  opened = 0;
  requests = [];
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

type Connections = PlanInput['scenarios'][number]['connections'];

const visit = (connections: Connections) =>
  play({
    baseUrl,
    scenarios: [
      {
        name: 'S',
        connections,
        executor: { type: 'per-vu-iterations', vus: 5, iterations: 8 },
        steps: [
          { type: 'request', name: 'home', url: '/' },
          { type: 'request', name: 'away', url: '/away' },
          { type: 'request', name: 'list', url: '/' },
        ],
      },
    ],
  });

describe.each([
  ['keep-alive', 5, 32],
  ['new-per-iteration', 40, 4],
] as const)('%s', (connections, made, requestsEach) => {
  it('makes as many connections as it says, and every request counts', async () => {
    const run = await visit(connections);
    const home = run.of('home');
    expect([home.count, home.failed, home.connections, home.latency.connecting.count]).toEqual([
      40,
      0,
      made,
      made,
    ]);
    expect(run.of('away')).toMatchObject({ count: 80, failed: 0, connections: 0 });
    expect(run.of('list')).toMatchObject({ count: 40, failed: 0, connections: 0 });
    expect([opened, requests.length]).toEqual([made, 160]);
    const byPort = new Map<number, number>();
    for (const port of requests) byPort.set(port, (byPort.get(port) ?? 0) + 1);
    expect([...byPort.values()]).toEqual(Array(made).fill(requestsEach));
    const bytes = ['home', 'away', 'list'].map((name) => run.of(name).bytesReceived / run.of(name).count);
    for (const each of bytes) expect(each).toBeGreaterThan(80);
    await until(async () => open === 0, 5000, 'all connections are closed');
  });
});

it('holds no connection while a user rests between two iterations', async () => {
  events = [];
  await play({
    baseUrl,
    scenarios: [
      {
        name: 'S',
        connections: 'new-per-iteration',
        executor: { type: 'constant-arrival-rate', rate: 2, duration: '2s', maxVUs: 1 },
        steps: [{ type: 'request', name: 'x', url: '/' }],
      },
    ],
  });
  await until(async () => open === 0, 5000, 'all connections are closed');
  expect(events).toEqual(Array(4).fill(['opened', 'request', 'closed']).flat());
});
