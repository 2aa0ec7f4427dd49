import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Exports, loadInWorld } from '../testing/world.ts';

type Stage = { duration: string; target: number };
type New<Made> = new (...args: unknown[]) => Made;

function k6({ exec = {} }: { exec?: Record<string, unknown> } = {}) {
  const checks: [string, unknown][] = [];
  const sent: unknown[][] = [];
  const modules = {
    k6: {
      check: (value: unknown, sets: Record<string, unknown>) => {
        for (const [name, condition] of Object.entries(sets)) {
          checks.push([name, typeof condition === 'function' ? condition(value) : condition]);
        }
        return checks.every(([, passed]) => passed);
      },
      group: (name: string, run: () => unknown) => {
        checks.push([name, 'group']);
        return run();
      },
    },
    'k6/http': {
      request: (...args: unknown[]) => {
        sent.push(args);
        return { status: 200 };
      },
      batch: (requests: unknown[]) => {
        sent.push(requests);
        return requests.map(() => ({ status: 200 }));
      },
    },
    'k6/crypto': { randomBytes: (size: number) => new ArrayBuffer(size) },
    'k6/execution': exec,
  };
  return { modules, checks, sent };
}

const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
const utils = loadInWorld('jslib/k6-utils.js', k6().modules);

test('draws within bounds', () => {
  fc.assert(
    fc.property(fc.integer({ min: -50, max: 50 }), fc.nat(50), (min, span) => {
      const drawn = utils.randomIntBetween?.(min, min + span) as number;
      expect(Number.isInteger(drawn) && drawn >= min && drawn <= min + span).toBe(true);
    }),
  );
  expect(['a', 'b']).toContain(utils.randomItem?.(['a', 'b']));
  expect(utils.randomString?.(12, 'xyz')).toMatch(/^[xyz]{12}$/);
  expect(utils.randomString?.(5)).toMatch(/^[a-z]{5}$/);
  expect(utils.uuidv4?.()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('finds between', () => {
  const text = '<b>one</b> and <b>two</b>, <b>open';
  expect(utils.findBetween?.(text, '<b>', '</b>')).toBe('one');
  expect(plain(utils.findBetween?.(text, '<b>', '</b>', true))).toEqual(['one', 'two']);
  expect(utils.findBetween?.(text, '<i>', '</i>')).toBeNull();
});

test('stages of a bell rise to the most users and fall again', () => {
  const stages = plain(utils.normalDistributionStages?.(10, 20, 5)) as Stage[];
  const targets = stages.map(({ target }) => target);
  expect(stages).toHaveLength(7);
  expect([targets[0], targets.at(-1), Math.max(...targets)]).toEqual([0, 0, 10]);
  expect(targets).toEqual(targets.toReversed());
});

test.each([
  ['1h2m3.5s', 3_723_500],
  ['10s', 10_000],
  ['250ms', 250],
  ['1d', 86_400_000],
  ['1500', 1_500],
])('%s is %d ms', (text, ms) => {
  expect(utils.parseDuration?.(text)).toBe(ms);
});

test('the current stage tags what follows', () => {
  const at = (elapsedMs: number) => {
    const tags: Record<string, unknown> = {};
    const stages = [
      { duration: '10s', target: 5 },
      { duration: '10s', target: 5 },
      { duration: '10s', target: 0 },
    ];
    const exec = {
      test: { options: { scenarios: { s: { stages } } } },
      scenario: { name: 's', startTime: Date.now() - elapsedMs },
      vu: { tags },
    };
    const loaded = loadInWorld('jslib/k6-utils.js', k6({ exec }).modules);
    loaded.tagWithCurrentStageIndex?.();
    loaded.tagWithCurrentStageProfile?.();
    return tags;
  };
  expect(at(1_000)).toEqual({ stage: 0, stage_profile: 'ramp-up' });
  expect(at(15_000)).toEqual({ stage: 1, stage_profile: 'steady' });
  expect(at(25_000)).toEqual({ stage: 2, stage_profile: 'ramp-down' });
});

test('httpx joins its address, headers and tags with a request’s own', () => {
  const { modules, sent } = k6();
  const { Httpx, Get, Post } = loadInWorld('jslib/httpx.js', modules) as Exports & { Httpx: New<Exports> };
  const session = new (Httpx as unknown as New<Exports>)({
    baseURL: 'http://shop.test',
    headers: { a: '1' },
    timeout: 20,
  });
  session.addTag?.('t', 'x');
  session.post?.('/cart', { id: 1 }, { headers: { b: '2' } });
  session.get?.('http://other.test/');
  session.batch?.([Get?.('/one'), Post?.('/two', 'body')], { tags: { u: 'y' } });
  expect(plain(sent)).toEqual([
    [
      'POST',
      'http://shop.test/cart',
      { id: 1 },
      { headers: { a: '1', b: '2' }, tags: { t: 'x' }, timeout: 20 },
    ],
    ['GET', 'http://other.test/', null, { headers: { a: '1' }, tags: { t: 'x' }, timeout: 20 }],
    [
      {
        method: 'GET',
        url: 'http://shop.test/one',
        body: null,
        params: { headers: { a: '1' }, tags: { t: 'x', u: 'y' }, timeout: 20 },
      },
      {
        method: 'POST',
        url: 'http://shop.test/two',
        body: 'body',
        params: { headers: { a: '1' }, tags: { t: 'x', u: 'y' }, timeout: 20 },
      },
    ],
  ]);
});

test('expectations of k6chaijs count as checks, and a failed one ends only its block', () => {
  const { modules, checks } = k6();
  const { expect: expectThat, describe } = loadInWorld('jslib/k6chaijs.js', modules);
  const that = (value: unknown, as?: string) => expectThat?.(value, as) as Chai.Assertion;
  let reached = false;
  const passed = describe?.('cart', () => {
    that(200, 'status').to.equal(200);
    that([1, 2]).to.have.lengthOf(2);
    that(1, 'amount').to.equal(2);
    reached = true;
  });
  expect(passed).toBe(false);
  expect(reached).toBe(false);
  expect(checks[0]).toEqual(['cart', 'group']);
  expect(checks[1]).toEqual(['expected status to equal 200', true]);
  expect(checks.at(-1)?.[0]).toContain('expected amount to equal 2');
  expect(checks.at(-1)?.[1]).toBe(false);
  expect(describe?.('empty', () => {})).toBe(true);
});

test('papaparse reads and writes tables', () => {
  const { default: Papa } = loadInWorld('jslib/papaparse.js') as unknown as { default: Exports };
  const table = Papa.parse?.('name,age\n"A, B",3\nC,4', { header: true });
  expect(plain(table).data).toEqual([
    { name: 'A, B', age: '3' },
    { name: 'C', age: '4' },
  ]);
  expect(Papa.unparse?.([['a', 'b,c']])).toBe('a,"b,c"');
});

test('URL takes addresses apart as the platform does', () => {
  const { URL: Ours } = loadInWorld('jslib/url.js') as unknown as { URL: New<URL> };
  const part = fc.constantFrom('', 'a', 'b c', '..', '.', 'é', 'x%20y');
  const address = fc
    .tuple(
      fc.constantFrom('http', 'https'),
      fc.constantFrom('Ex.test', 'ex.test:80', 'ex.test:8443', 'u:p@ex.test'),
      fc.array(part),
      fc.constantFrom('', '?a=1&b=c d', '?é=<'),
      fc.constantFrom('', '#top'),
    )
    .map(([scheme, host, path, query, hash]) => `${scheme}://${host}/${path.join('/')}${query}${hash}`);
  fc.assert(
    fc.property(address, (text) => {
      const ours = new Ours(text);
      const theirs = new URL(text);
      for (const name of [
        'href',
        'origin',
        'host',
        'hostname',
        'port',
        'pathname',
        'search',
        'hash',
        'username',
        'protocol',
      ] as const) {
        expect([name, ours[name]]).toEqual([name, theirs[name]]);
      }
    }),
  );
  expect(() => new Ours('nope')).toThrow('Invalid URL: nope');
  expect(new Ours('../x?y=1', 'http://a.test/b/c/d').href).toBe('http://a.test/b/x?y=1');
  const changed = new Ours('http://a.test/?x=1');
  changed.searchParams.append('y', 'a b');
  changed.searchParams.set('x', '2');
  expect(changed.href).toBe('http://a.test/?x=2&y=a+b');
});

test('URLSearchParams writes what the platform writes', () => {
  const { URLSearchParams: Ours } = loadInWorld('jslib/url.js') as unknown as {
    URLSearchParams: New<URLSearchParams>;
  };
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string())), (pairs) => {
      const written = new URLSearchParams(pairs).toString();
      expect(new Ours(pairs).toString()).toBe(written);
      expect(new Ours(written).toString()).toBe(written);
    }),
  );
});

test('FormData makes a multipart body that the platform reads', async () => {
  const { FormData: Ours } = loadInWorld('jslib/formdata.js') as unknown as {
    FormData: New<{ append(...args: unknown[]): void; body(): ArrayBuffer; boundary: string }>;
  };
  const form = new Ours();
  form.append('name', 'Zoë');
  form.append('pic', { data: 'ABC', filename: 'a.png', content_type: 'image/png' });
  const body = new Uint8Array(form.body()).slice();
  const read = await new Response(body, {
    headers: { 'content-type': `multipart/form-data; boundary=${form.boundary}` },
  }).formData();
  expect(read.get('name')).toBe('Zoë');
  const file = read.get('pic') as File;
  expect([file.name, file.type, await file.text()]).toEqual(['a.png', 'image/png', 'ABC']);
});

const SUMMARY = {
  root_group: {
    name: '',
    checks: [{ name: 'is ok', passes: 3, fails: 1 }],
    groups: [{ name: 'cart', groups: [], checks: [{ name: 'full', passes: 2, fails: 0 }] }],
  },
  options: { summaryTrendStats: ['avg', 'p(95)'] },
  metrics: {
    http_req_duration: {
      type: 'trend',
      contains: 'time',
      values: { avg: 12.345, 'p(95)': 1500 },
      thresholds: { 'p(95)<1000': { ok: false } },
    },
    http_reqs: {
      type: 'counter',
      contains: 'default',
      values: { count: 10, rate: 2.5 },
      thresholds: { 'count>1': { ok: true } },
    },
    data_received: { type: 'counter', contains: 'data', values: { count: 1234567, rate: 1200 } },
    checks: { type: 'rate', contains: 'default', values: { rate: 0.75, passes: 3, fails: 1 } },
  },
};

test('k6-summary writes the summary and the thresholds', () => {
  const { textSummary, jUnit, humanizeValue } = loadInWorld('jslib/k6-summary.ts');
  const text = textSummary?.(SUMMARY, { indent: '', enableColors: false }) as string;
  expect(text.split('\n')).toEqual([
    '    ✗ is ok',
    '     ↳  75% — ✓ 3 / ✗ 1',
    '',
    '    █ cart',
    '',
    '      ✓ full',
    '',
    '    checks..............: 75.00% ✓ 3      ✗ 1',
    '    data_received.......: 1.2 MB 1.2 kB/s',
    '  ✗ http_req_duration...: avg=12.34ms p(95)=1.5s',
    '  ✓ http_reqs...........: 10     2.5/s',
  ]);
  expect(humanizeValue?.(65_000, { type: 'trend', contains: 'time' })).toBe('1m5s');
  const xml = jUnit?.(SUMMARY) as string;
  expect(xml).toContain('<testsuite name="k6 thresholds" tests="2" failures="1">');
  expect(xml).toContain(
    '<testcase name="http_req_duration - p(95)&lt;1000" classname="Unnamed folder"><failure message="failed" />',
  );
});
