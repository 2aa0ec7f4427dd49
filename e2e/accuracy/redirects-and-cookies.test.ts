import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { listen } from './support/listen.ts';
import { play, type Setup } from './support/play.ts';

/** What a user's requests take along: hop by hop and cookie by cookie, against two servers that write down all they get. */

type Seen = { at: 'here' | 'there'; line: string; cookie: string; auth: string; body: string };
let seen: Seen[] = [];
const servers: Server[] = [];
let here = '';
let there = '';

/** By path: the status, and the headers of the answer. */
const answers: Record<string, () => [status: number, headers: Record<string, string | string[]>]> = {
  '/302': () => [302, { location: '/end' }],
  '/303': () => [303, { location: '/end' }],
  '/307': () => [307, { location: 'end?x=1#y' }],
  '/away': () => [308, { location: `${there}/end` }],
  '/twice': () => [302, { location: '/302', 'set-cookie': 'hop=1; Path=/' }],
  '/login': () => [
    200,
    {
      'set-cookie': [
        `sid=${seen.length}; Path=/; HttpOnly`,
        'deep=d; Path=/account',
        'gone=g; Path=/',
        'other=o; Domain=other.test; Path=/',
        // To this machine, which nobody can listen in on, browsers send it without TLS too.
        'secure=s; Secure; Path=/',
      ],
    },
  ],
  '/forget': () => [200, { 'set-cookie': ['gone=; Max-Age=0; Path=/', 'late=l; Max-Age=600'] }],
};

beforeAll(async () => {
  const serve = async (at: Seen['at']) => {
    const server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      request.on('end', () => {
        const { cookie = '', authorization: auth = '' } = request.headers;
        const [status, headers] = answers[request.url ?? '']?.() ?? [200, {}];
        seen.push({ at, line: `${request.method} ${request.url}`, cookie, auth, body });
        response.writeHead(status, headers).end();
      });
    });
    servers.push(server);
    return listen(server);
  };
  here = `http://127.0.0.1:${await serve('here')}`;
  there = `http://localhost:${await serve('there')}`;
});
beforeEach(() => {
  seen = [];
});
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

type Steps = NonNullable<Setup['scenarios'][number]['steps']>;
const visit = (steps: Steps, vus: number, iterations: number) =>
  play({
    baseUrl: here,
    scenarios: [{ name: 'S', executor: { type: 'per-vu-iterations', vus, iterations }, steps }],
  });

it('counts every hop, keeps or drops method, body and credentials as fetch does, and stops where it is told', async () => {
  const post = (name: string): Steps[number] => ({
    type: 'request',
    name,
    method: 'POST',
    url: `/${name}`,
    auth: { type: 'bearer', token: 'the-token' },
    body: { type: 'form', fields: { a: '1 2', 'ö&': '=+' } },
  });
  const run = await visit(
    [
      ...['302', '303', '307', 'away'].map(post),
      { type: 'request', name: 'stays', url: '/302', redirects: 0 },
      { type: 'request', name: 'too far', url: '/twice', redirects: 1 },
    ],
    1,
    2,
  );
  const [before, after] = [
    { auth: 'Bearer the-token', body: 'a=1+2&%C3%B6%26=%3D%2B' },
    { auth: 'Bearer the-token', body: '' },
  ];
  const each = [
    ['here', 'POST /302', before],
    ['here', 'GET /end', after],
    ['here', 'POST /303', before],
    ['here', 'GET /end', after],
    ['here', 'POST /307', before],
    ['here', 'POST /end?x=1', before],
    ['here', 'POST /away', before],
    // Elsewhere nobody is told who it is, and a 308 keeps the body.
    ['there', 'POST /end', { auth: '', body: before.body }],
    ['here', 'GET /302', { auth: '', body: '' }],
    ['here', 'GET /twice', { auth: '', body: '' }],
    ['here', 'GET /302', { auth: '', body: '' }],
  ];
  expect(seen.map(({ at, line, auth, body }) => [at, line, { auth, body }])).toEqual([...each, ...each]);
  for (const name of ['302', '303', '307', 'away']) {
    expect(run.of(name)).toMatchObject({ count: 4, failed: 0 });
    // Each hop has its own latencies, and begins where the one before ended.
    expect(run.of(name).latency.responseTime.count).toBe(4);
  }
  expect(run.of('303').statuses).toEqual({ 303: 2, 200: 2 });
  expect(run.of('stays')).toMatchObject({ count: 2, failed: 0, statuses: { 302: 2 } });
  expect(run.of('too far')).toMatchObject({ count: 4, failed: 2, errors: { protocol: 2 } });
});

it('gives every user cookies of its own, sends each where it belongs, and forgets them in time', async () => {
  const vus = 4;
  const iterations = 3;
  await visit(
    [
      { type: 'request', name: 'login', url: '/login' },
      { type: 'request', name: 'home', url: '/home' },
      { type: 'request', name: 'account', url: '/account/orders?page=2' },
      { type: 'request', name: 'forget', url: '/forget' },
      { type: 'request', name: 'twice', url: '/twice' },
      { type: 'request', name: 'own', url: '/own', headers: { cookie: 'mine=m' } },
      { type: 'request', name: 'there', url: `${there}/home` },
    ],
    vus,
    iterations,
  );
  expect(seen).toHaveLength(vus * iterations * 9);
  const named = (cookie: string) => cookie.replaceAll(/sid=\d+/g, 'sid=*');
  const sentAt = (line: string) => seen.filter((one) => one.line === line).map(({ cookie }) => named(cookie));
  const times = (cookie: string) => Array(vus * iterations).fill(cookie);
  const sorted = (cookies: string[]) => cookies.map((cookie) => cookie.split('; ').toSorted().join('; '));
  // Iterations after the first come with what the one before left.
  const first = sentAt('GET /login').filter((cookie) => cookie === '');
  expect(first).toHaveLength(vus);
  expect(sorted(sentAt('GET /home').filter((cookie) => cookie !== ''))).toEqual([
    ...Array(vus).fill('gone=g; secure=s; sid=*'),
    ...Array(vus * (iterations - 1)).fill('gone=g; hop=1; late=l; secure=s; sid=*'),
  ]);
  expect(
    sorted(sentAt('GET /account/orders?page=2')).every((cookie) => cookie.startsWith('deep=d; gone=g')),
  ).toBe(true);
  expect(sorted(sentAt('GET /end'))).toEqual(times('hop=1; late=l; secure=s; sid=*'));
  expect(sorted(sentAt('GET /own'))).toEqual(times('hop=1; late=l; mine=m; secure=s; sid=*'));
  expect(seen.filter(({ at }) => at === 'there').map(({ cookie }) => cookie)).toEqual(times(''));
  // Whoever was given a number sends it, and nobody else does, until the next login.
  const ids = seen.flatMap(({ line, cookie }) => (line === 'GET /end' ? [cookie.match(/sid=\d+/)?.[0]] : []));
  expect(new Set(ids).size).toBe(vus * iterations);
});
