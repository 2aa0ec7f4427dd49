import { connect } from 'node:net';
import { expect, test } from '@playwright/test';
import { Api } from './support/api.ts';
import { App, temporaryFolder } from './support/app.ts';
import { CountingTarget } from './support/counting-target.ts';

/** What a hostile page, a hostile plan or a hostile file can do: nothing. */

let folder: ReturnType<typeof temporaryFolder>;
let target: CountingTarget;
let app: App;
let api: Api;

test.beforeAll(async () => {
  folder = temporaryFolder();
  target = await CountingTarget.start();
  app = await App.start(folder.path);
  api = new Api(app.url);
});

test.afterAll(async () => {
  await app.end();
  await target.stop();
  folder.remove();
});

/** The status line that the server gives to a request with exactly these headers; fetch would not send them. */
function statusOf(head: string[]): Promise<number> {
  const { hostname, port } = new URL(app.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () =>
      socket.write(`${head.join('\r\n')}\r\nConnection: close\r\n\r\n`),
    );
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1])));
  });
}

test('a foreign Host is turned away everywhere: DNS rebinding', async () => {
  for (const path of [
    '/',
    '/api/runs',
    '/api/health',
    '/socket.io/?EIO=4&transport=polling',
    '/_next/static/x.js',
  ]) {
    expect(await statusOf([`GET ${path} HTTP/1.1`, 'Host: evil.example']), path).toBe(403);
  }
  expect(await statusOf(['GET /api/health HTTP/1.1', `Host: ${new URL(app.url).host}`])).toBe(200);
});

test('a foreign page can neither post nor open the socket', async () => {
  const host = new URL(app.url).host;
  const evil = ['Origin: http://evil.example'];
  expect(
    await statusOf(['POST /api/runs/stop-all HTTP/1.1', `Host: ${host}`, 'Content-Length: 0', ...evil]),
  ).toBe(403);
  expect(
    await statusOf([
      'POST /api/plans HTTP/1.1',
      `Host: ${host}`,
      'Content-Type: text/plain',
      'Content-Length: 0',
      'Sec-Fetch-Site: cross-site',
    ]),
  ).toBe(403);
  const upgrade = [
    'Upgrade: websocket',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version: 13',
  ];
  expect(
    await statusOf([
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
      `Host: ${host}`,
      ...upgrade,
      ...evil,
    ]),
  ).toBe(403);
});

test('a form of a foreign page is not taken for JSON', async () => {
  const response = await fetch(`${app.url}/api/plans`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: '{"text":"version: 1"}',
  });
  expect([400, 403, 415]).toContain(response.status);
});

type Refusal = { error: { message: string; issues?: { path: string; message: string }[] } };

test('broken plans are refused with all that is wrong, and the server goes on', async () => {
  const broken: [string, RegExp][] = [
    ['{{{{', /./],
    ['version: 1\nname: [unclosed', /./],
    ['version: 1', /scenarios|name/],
    [
      `version: 1\nname: Many\nscenarios:\n  - name: a\n    executor: { type: constant-vus, vus: 1000000000, duration: 1s }\n    steps: [{ type: request, url: / }]`,
      /1,?000,?000|at most/,
    ],
    [
      `version: 1\nname: Ragged\ndata: [{ name: d, source: csv, csv: "a,b\\n1,2\\n3" }]\nscenarios:\n  - name: a\n    executor: { type: constant-vus, vus: 1, duration: 1s }\n    steps: [{ type: request, url: / }]`,
      /line|row/i,
    ],
  ];
  for (const [text, expected] of broken) {
    const response = await api.send('POST', '/api/plans', { text });
    expect(response.status, text).toBe(400);
    const { error } = (await response.json()) as Refusal;
    expect(JSON.stringify(error.issues ?? error.message), text).toMatch(expected);
  }
  expect((await api.send('GET', '/api/health')).status).toBe(200);
});

test('a plan of 50 MB is refused without being read', async () => {
  const response = await api.send('POST', '/api/plans', { text: 'x'.repeat(50_000_000) });
  expect(response.status).toBe(413);
  expect(((await response.json()) as Refusal).error.message).toMatch(/MB/);
});

test('a placeholder that nothing defines keeps the run from starting, with its path', async () => {
  const environmentId = await api.createEnvironment({ baseUrl: target.url });
  const planId = await api.createPlan({
    version: 1,
    name: 'Unknown placeholder',
    scenarios: [
      {
        name: 'a',
        executor: { type: 'constant-vus', vus: 1, duration: '1s' },
        steps: [{ type: 'request', url: '/{{nowhere}}' }],
      },
    ],
  });
  const response = await api.send('POST', '/api/runs', { planId, environmentId });
  expect(response.status).toBe(400);
  const { error } = (await response.json()) as Refusal;
  expect(error.issues).toMatchObject([
    { path: 'scenarios.0.steps.0.url', message: expect.stringContaining('nowhere') },
  ]);
});

test('secrets are never shown again', async () => {
  const id = await api.createEnvironment({
    name: 'Secretive',
    baseUrl: target.url,
    secrets: { password: 'correct-horse' },
  });
  for (const path of ['/api/environments', `/api/environments/${id}`]) {
    const text = await (await api.send('GET', path)).text();
    expect(text).toContain('password');
    expect(text).not.toContain('correct-horse');
  }
});

test('load does not leave the allowed hosts, not even by a redirect', async () => {
  const environmentId = await api.createEnvironment({ baseUrl: target.url });
  const planId = await api.createPlan({
    version: 1,
    name: 'Leaves its hosts',
    scenarios: [
      {
        name: 'a',
        executor: { type: 'per-vu-iterations', vus: 1, iterations: 3 },
        steps: [
          { type: 'set', variable: 'host', value: 'elsewhere.example' },
          { type: 'request', name: 'Away', url: 'http://{{host}}/' },
        ],
      },
    ],
  });
  const id = await api.createRun({ planId, environmentId });
  const { view } = await api.runWhen(id, ({ run }) => run.status === 'finished');
  expect(view.totals).toMatchObject({ requests: 0, refused: 3 });
  expect(JSON.stringify(view.errors)).toContain('elsewhere.example');
});
