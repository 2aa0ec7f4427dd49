import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { Environment } from '../../lib/plan/environment.ts';
import type { PlanInput } from '../../lib/plan/plan.ts';
import { samplePlan } from '../../lib/plan/sample-plan.ts';
import { seriesOf } from '../../lib/run/series.ts';
import type { Snapshot } from '../../lib/run/snapshot.ts';
import type { FromWorker } from '../protocol.ts';
import { LoadWorker } from '../worker/load-worker.ts';

/** One worker in this process, against a real server that answers with what it was asked. */

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

type Seen = { method: string; url: string; headers: IncomingMessage['headers']; body: string };

async function listen(
  answer?: (seen: Seen) => { status?: number; headers?: Record<string, string | string[]>; body?: string },
) {
  const seen: Seen[] = [];
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      const one = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
      seen.push(one);
      const { status = 200, headers = {}, body: text = '{}' } = answer?.(one) ?? {};
      response.writeHead(status, headers).end(text);
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { seen, baseUrl: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}` };
}

type Steps = PlanInput['scenarios'][number]['steps'];

async function perform(
  baseUrl: string,
  steps: Steps,
  over: { iterations?: number; plan?: Partial<PlanInput>; secrets?: Record<string, string> } = {},
) {
  const plan = samplePlan({
    scenarios: [
      { name: 'S', executor: { type: 'per-vu-iterations', iterations: over.iterations ?? 1 }, steps },
    ],
    ...over.plan,
  });
  const snapshots: Snapshot[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const send = (message: FromWorker) => {
    if (message.type === 'second') snapshots.push(message.snapshot);
    if (message.type === 'done') resolve();
    if (message.type === 'broken') reject(new Error(message.detail));
  };
  const worker = new LoadWorker(
    {
      type: 'prepare',
      worker: 0,
      workers: 1,
      plan,
      environment: Environment.parse({ baseUrl, variables: { shop: 'berlin' } }),
      secrets: over.secrets ?? {},
    },
    send,
  );
  expect(worker.problems).toEqual([]);
  worker.begin(process.hrtime.bigint(), {});
  await promise;
  const names = seriesOf(plan).map(({ group, name }) => (group ? `${group}: ${name}` : name));
  const counts: Record<string, number> = {};
  for (const one of snapshots.flatMap(({ series }) => series)) {
    const name = names[one.series] ?? '';
    counts[name] = (counts[name] ?? 0) + one.count;
  }
  const total = (key: 'iterations' | 'failedIterations') =>
    snapshots.reduce((sum, { scenarios }) => sum + (scenarios[0]?.[key] ?? 0), 0);
  return {
    counts,
    iterations: total('iterations'),
    failedIterations: total('failedIterations'),
    checks: snapshots.flatMap(({ checks }) => checks),
    errors: snapshots.flatMap(({ errors }) => errors),
    series: snapshots.flatMap(({ series }) => series),
  };
}

describe('a scenario', () => {
  it('performs its steps in order, with groups, repeats, conditions and choices', async () => {
    const { seen, baseUrl } = await listen();
    const result = await perform(baseUrl, [
      { type: 'set', variable: 'role', value: 'admin' },
      {
        type: 'group',
        name: 'G',
        steps: [
          {
            type: 'repeat',
            times: 2,
            steps: [
              { type: 'request', url: '/a' },
              { type: 'repeat', times: 3, steps: [{ type: 'request', url: '/b' }] },
            ],
          },
          { type: 'repeat', times: 0, steps: [{ type: 'request', url: '/never' }] },
        ],
      },
      {
        type: 'if',
        condition: { left: '{{role}}', operator: 'equals', right: 'admin' },
        then: [{ type: 'request', url: '/admin' }],
        else: [{ type: 'request', url: '/user' }],
      },
      {
        type: 'if',
        condition: { left: '{{role}}', operator: 'equals', right: 'user' },
        then: [{ type: 'request', url: '/user' }],
      },
      {
        type: 'choose',
        options: [
          { weight: 0, steps: [{ type: 'request', url: '/weightless' }] },
          { weight: 5, steps: [{ type: 'request', url: '/chosen' }] },
        ],
      },
      { type: 'request', url: '/end' },
    ]);
    expect(seen.map(({ url }) => url)).toEqual([
      '/a',
      '/b',
      '/b',
      '/b',
      '/a',
      '/b',
      '/b',
      '/b',
      '/admin',
      '/chosen',
      '/end',
    ]);
    expect(result).toMatchObject({
      iterations: 1,
      counts: { 'G: GET /a': 2, 'G: GET /b': 6, 'GET /admin': 1, 'GET /chosen': 1, 'GET /end': 1 },
    });
  });

  it('carries values from answers into later requests, and forgets them with the iteration', async () => {
    const { seen, baseUrl } = await listen(({ url }) =>
      url === '/login' ? { body: '{"token":"t-1","items":[{"id":7}]}', headers: { 'x-trace': 'abc' } } : {},
    );
    const result = await perform(
      baseUrl,
      [
        {
          type: 'if',
          condition: { left: '{{token}}', operator: 'exists' },
          then: [{ type: 'request', url: '/remembered' }],
        },
        {
          type: 'request',
          method: 'POST',
          url: '/login',
          body: { type: 'json', content: '{"shop":"{{shop}}","key":"{{key}}"}' },
          extract: [
            { as: 'token', from: 'jsonpath', expression: '$.token' },
            { as: 'item', from: 'jsonpath', expression: '$.items[0].id' },
            { as: 'trace', from: 'header', expression: 'X-Trace' },
            { as: 'nothing', from: 'header', expression: 'x-nothing', default: 'none' },
          ],
        },
        {
          type: 'request',
          method: 'PUT',
          url: '/items/{{item}}',
          headers: { authorization: 'Bearer {{token}}', 'x-trace': '{{trace}}-{{nothing}}' },
          body: { type: 'form', fields: { a: '1 2', b: '{{token}}&' } },
        },
        { type: 'request', method: 'DELETE', url: '/x', body: { type: 'raw', content: 'bye {{item}}' } },
      ],
      { iterations: 2, secrets: { key: 'k"1' } },
    );
    expect(result.iterations).toBe(2);
    expect(seen.map(({ method, url, body }) => [method, url, body]).slice(0, 3)).toEqual([
      ['POST', '/login', '{"shop":"berlin","key":"k\\"1"}'],
      ['PUT', '/items/7', 'a=1+2&b=t-1%26'],
      ['DELETE', '/x', 'bye 7'],
    ]);
    expect(seen).toHaveLength(6);
    expect(seen[0]?.headers['content-type']).toBe('application/json');
    expect(seen[1]?.headers).toMatchObject({
      authorization: 'Bearer t-1',
      'x-trace': 'abc-none',
      'content-type': 'application/x-www-form-urlencoded',
    });
  });

  it('ends an iteration whose placeholder has no value, says so and sends nothing more of it', async () => {
    const { seen, baseUrl } = await listen();
    const result = await perform(
      baseUrl,
      [
        { type: 'request', url: '/first', extract: [{ as: 'id', from: 'jsonpath', expression: '$.id' }] },
        { type: 'request', url: '/second/{{id}}' },
        { type: 'request', url: '/third' },
      ],
      { iterations: 3 },
    );
    expect(seen.map(({ url }) => url)).toEqual(['/first', '/first', '/first']);
    expect(result).toMatchObject({ iterations: 0, failedIterations: 3 });
    expect(result.errors[0]).toMatchObject({ kind: 'plan', series: 1 });
    expect(result.errors[0]?.message).toContain('{{id}} has no value here');
  });

  it('ends an iteration whose request HTTP cannot carry', async () => {
    const { seen, baseUrl } = await listen();
    const result = await perform(baseUrl, [
      { type: 'set', variable: 'v', value: 'a\nb' },
      { type: 'request', url: '/', headers: { 'x-v': '{{v}}' } },
    ]);
    expect(seen).toEqual([]);
    expect(result).toMatchObject({ iterations: 0, failedIterations: 1, series: [] });
    expect(result.errors[0]?.message).toContain('the header x-v holds a character that no header can');
  });

  it('counts checks, and those of one name together', async () => {
    const { baseUrl } = await listen(({ url }) => ({ status: url === '/bad' ? 500 : 200, body: '{"n":1}' }));
    const result = await perform(
      baseUrl,
      [
        {
          type: 'request',
          url: '/good',
          checks: [
            { source: 'status', value: 200, name: 'fine' },
            { source: 'jsonpath', expression: '$.n', operator: 'above', value: 5, name: 'fine' },
          ],
        },
        { type: 'request', url: '/bad', checks: [{ source: 'status', value: '2xx' }] },
      ],
      { iterations: 4 },
    );
    expect(result.checks).toEqual([
      { series: 0, name: 'fine', passed: 4, failed: 4 },
      { series: 1, name: 'status is 2xx', passed: 0, failed: 4 },
    ]);
    expect(result.series.find(({ series }) => series === 1)).toMatchObject({
      count: 4,
      failed: 4,
      statuses: { 500: 4 },
      errors: { status: 4 },
    });
    expect(result.errors.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['check', 'status']));
  });

  it('keeps cookies for the VU and sends them where they belong', async () => {
    const { seen, baseUrl } = await listen(({ url }) =>
      url === '/login' ? { headers: { 'set-cookie': ['sid=1; Path=/', 'cart=2; Path=/cart'] } } : {},
    );
    await perform(baseUrl, [
      { type: 'request', url: '/login', extract: [{ as: 'sid', from: 'cookie', expression: 'sid' }] },
      { type: 'request', url: '/cart/{{sid}}', headers: { Cookie: 'own=3' } },
      { type: 'request', url: '/other' },
    ]);
    expect(seen.map(({ url, headers }) => [url, headers.cookie?.split('; ').sort().join('; ')])).toEqual([
      ['/login', undefined],
      ['/cart/1', 'cart=2; own=3; sid=1'],
      ['/other', 'sid=1'],
    ]);
  });

  it('gives every iteration its row', async () => {
    const { seen, baseUrl } = await listen();
    await perform(
      baseUrl,
      [{ type: 'request', url: '/{{users.id}}/{{users.id}}/{{$iteration}}/{{$vu}}/{{$counter}}' }],
      {
        iterations: 4,
        plan: { data: [{ name: 'users', source: 'csv', csv: 'id\na\nb\nc\n' }] },
      },
    );
    expect(seen.map(({ url }) => url)).toEqual(['/a/a/0/1/1', '/b/b/1/1/2', '/c/c/2/1/3', '/a/a/3/1/4']);
  });

  it('lets other work go on when a scenario never waits', async () => {
    const { baseUrl } = await listen();
    let turns = 0;
    const beat = setInterval(() => turns++, 1);
    await perform(baseUrl, [
      { type: 'repeat', times: 1_000_000, steps: [{ type: 'set', variable: 'x', value: 'y' }] },
      { type: 'request', url: '/' },
    ]);
    clearInterval(beat);
    expect(turns).toBeGreaterThan(3);
  });
});
