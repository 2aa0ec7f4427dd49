import { expect, test } from 'vitest';
import { ScriptRefused } from '../../../lib/script/problem.ts';
import { runScript } from '../testing/run-script.ts';

const headersOf = (headers: string[]) =>
  Object.fromEntries(headers.flatMap((name, index) => (index % 2 === 0 ? [[name, headers[index + 1]]] : [])));

test('default headers go with every request of the VU, unless one says another', async () => {
  const { sent } = await runScript(`import http from 'k6/http';
export default function () {
  http.setDefaultHeaders({ Authorization: 'one', 'X-A': '1' });
  http.get('http://shop.test/');
  http.get('http://shop.test/', { headers: { authorization: 'two' } });
}`);
  expect(sent.map(({ headers }) => headersOf(headers))).toMatchObject([
    { authorization: 'one', 'x-a': '1' },
    { authorization: 'two', 'x-a': '1' },
  ]);
});

test('names, tags, timeouts and redirects go with a request', async () => {
  const { sent } = await runScript(`import http from 'k6/http';
export default function () {
  http.get(http.url\`http://shop.test/item/\${7}\`, { tags: { kind: 'x', n: 5 }, timeout: '1m30s', redirects: 2 });
  http.get('http://user:secret@shop.test/', { tags: { name: 'own' } });
  http.get('http://user:secret@shop.test/');
}`);
  expect(sent.map(({ name, tags }) => [name, tags])).toEqual([
    ['http://shop.test/item/${}', { kind: 'x', n: '5' }],
    ['own', null],
    ['http://****:****@shop.test/', null],
  ]);
  expect([sent[0]?.timeoutMs, sent[0]?.redirects, sent[0]?.url]).toEqual([
    90_000,
    2,
    'http://shop.test/item/7',
  ]);
});

test('a failed request throws only where the options say so', async () => {
  const script = `import http from 'k6/http';
export default function () { return http.get('http://shop.test/').error; }`;
  const broken = { status: 0, error: 'request timeout', errorCode: 1050 };
  expect(await runScript(script, broken)).toMatchObject({ ok: true, value: 'request timeout' });
  expect(await runScript(script, broken, { throw: true })).toMatchObject({
    ok: false,
    message: 'Error: request timeout',
  });
});

test('checks, groups, pauses, failures and metrics reach the engine', async () => {
  const told = await runScript(`import { check, fail, group, sleep } from 'k6';
import { Counter, Trend } from 'k6/metrics';
const orders = new Counter('orders');
const wait = new Trend('wait', true);
export default function () {
  group('outer', () => {
    const all = check(1, { one: (n) => n === 1, two: (n) => n === 2 }, { kind: 'x' });
    orders.add(2, { all: String(all) });
    sleep(1.5);
  });
  wait.add(5);
  fail('enough');
}`);
  expect(told.checks.map(({ name, passed }) => [name, passed])).toEqual([
    ['one', true],
    ['two', false],
  ]);
  expect(told.groups).toHaveLength(1);
  expect(told.slept).toEqual([1500]);
  expect(told.metrics).toMatchObject([
    { name: 'orders', kind: 'counter', isTime: false, value: 2, tags: { all: 'false' } },
    { name: 'wait', kind: 'trend', isTime: true, value: 5 },
  ]);
  expect([told.ok, told.message]).toEqual([false, 'Error: enough']);
});

test('a timer that waits for a request holds up the next one', async () => {
  const { value, said } = await runScript(`import http from 'k6/http';
export default async function () {
  const order = [];
  setTimeout(() => { order.push('a'); http.get('http://shop.test/'); order.push('b'); }, 1);
  await new Promise((resolve) => setTimeout(() => { order.push('c'); resolve(); }, 1));
  return order.join();
}`);
  expect(value).toBe('a,b,c');
  expect(said).toEqual([]);
});

test('globals of k6 are there', async () => {
  const { value } = await runScript(`export default function () {
  console.log('said', { a: 1 });
  return [__VU, __ITER, __ENV.NAME, typeof setInterval, typeof crypto.subtle.digest, typeof globalThis.setTimeout];
}`);
  expect(value).toEqual([1, 0, 'value', 'function', 'function', 'function']);
});

test.each(['k6/browser', 'k6/net/grpc', 'k6/x/sql', 'k6/secrets', 'https://jslib.k6.io/aws/0.11.0/s3.js'])(
  '%s is refused before the run, with its line',
  async (module) => {
    const script = `import http from 'k6/http';\n\nimport thing from '${module}';\nexport default function () {}`;
    const refusal: unknown = await runScript(script).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ScriptRefused);
    expect(refusal).toMatchObject({
      problems: [{ file: 'script.js', line: 3, message: expect.stringContaining(`"${module}"`) }],
    });
  },
);
