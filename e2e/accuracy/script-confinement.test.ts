import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Environment } from '../../lib/plan/environment.ts';
import { parsePlan } from '../../lib/plan/parse-plan.ts';
import { conductRun } from '../../lib/run/conduct.ts';
import { planOfScript } from '../../lib/script/options/k6-options.ts';
import { problemText } from '../../lib/script/problem.ts';
import { startRun } from '../../runner/run.ts';
import { inspectFiles } from '../../runner/script/inspect.ts';

/** What a script does that it must not: it ends its run with a clear reason, or is told no, and nothing else happens. */

let server: Server;
let base = '';
let received: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    received.push(request.url ?? '');
    response.end('{"ok":true}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const LIMITS = { memoryMb: 250, busyMs: 3000 };

/** Runs the body of a default function, or a whole script that has one. */
async function run(body: string): Promise<{ end: string; said: string[] }> {
  received = [];
  const said: string[] = [];
  const text = body.includes('export default')
    ? body
    : `import http from 'k6/http';\nexport default function () {\n${body}\n}`;
  const env = { BASE: base };
  const inspected = await inspectFiles({ entry: 'shop.js', files: { 'shop.js': { text } }, env }, () => {}, {
    withinMs: 15_000,
    heapMb: 250,
  });
  if (!inspected.ok) return { end: inspected.problems.map(problemText).join('\n'), said };
  const made = planOfScript(inspected.script, 'shop.js');
  if (!made.ok) return { end: made.problems.map(problemText).join('\n'), said };
  const plan = parsePlan({ ...made.plan });
  if (!plan.ok) throw new Error(JSON.stringify(plan.issues));
  const { summary, reason } = await conductRun({
    startRun,
    release: null,
    outputs: [
      {
        onEvent: (event) => {
          if (event.type === 'said') said.push(event.text);
        },
        close: () => {},
      },
    ],
    request: {
      plan: plan.plan,
      environment: Environment.parse({ baseUrl: base, variables: env }),
      secrets: { TOKEN: 'not in the world' },
      workers: 1,
      scriptLimits: LIMITS,
    },
  }).finished;
  return { end: reason.kind === 'completed' ? 'completed' : summary.endReason, said };
}

describe('a script that goes beyond its bounds ends its run', () => {
  it.each([
    ['an endless loop', 'http.get(__ENV.BASE); while (true) {}', /computed for 3 s .* endless loop/],
    [
      'promises without end',
      'const again = async () => { while (true) await null; }; return again();',
      /computed for 3 s/,
    ],
    [
      'objects without end',
      'const all = []; while (true) all.push(new Array(1000).fill(1.5));',
      /more than 250 MB/,
    ],
    [
      'buffers without end',
      'const all = []; while (true) all.push(new Uint8Array(2e7).fill(1));',
      /more than 250 MB/,
    ],
    [
      'a throw at the top level',
      'throw new Error("no shop");\nexport default function () {}',
      /shop\.js:1: Error: no shop/,
    ],
    [
      'import() of a module of Node',
      'import("node:fs").then((fs) => console.log(fs.readFileSync));',
      /shop\.js:3: .*import\(\)/,
    ],
    [
      'import of a module of Node',
      "import fs from 'node:fs';\nexport default function () {}",
      /shop\.js:1: .*"node:fs"/,
    ],
  ])('%s', { timeout: 60_000 }, async (_, body, reason) => {
    expect((await run(body)).end).toMatch(reason);
  });
});

const REACHES: [what: string, body: string, expected: string | RegExp][] = [
  [
    'process',
    'console.log(typeof process, typeof require, typeof Buffer, typeof globalThis.process)',
    'undefined undefined undefined undefined',
  ],
  ['process.exit', 'try { process.exit(0) } catch (e) { console.log(e.name) }', 'ReferenceError'],
  [
    'constructors',
    `for (const one of [{}, http.get, http.get(__ENV.BASE), console.warn, new Map(), async () => {}, Promise.resolve()]) {
        try { console.log(one.constructor.constructor('return process')()) } catch (e) { console.log(e.name) } }`,
    'EvalError',
  ],
  [
    'errors of ours',
    `try { http.get('x:/'); http.batch(5) } catch (e) { try { e.constructor.constructor('return process')() } catch (f) { console.log(f.name) } }`,
    'EvalError',
  ],
  [
    'prototypes',
    'try { Object.prototype.hurt = 1 } catch {} try { Array.prototype.map = null } catch {} console.log(typeof {}.hurt, typeof [].map)',
    'undefined function',
  ],
  [
    'the prototypes of modules',
    `const r = http.get(__ENV.BASE); for (const [one, name] of [[Object.getPrototypeOf(http), 'get'], [r.__proto__, 'json'], [http.url\`a\`.__proto__, 'toString'], [http.cookieJar().__proto__, 'set'], [http.file('a').__proto__, 'x'], [http.expectedStatuses(200).__proto__, 'x']]) {
        try { one[name] = null; console.log('changed ' + name) } catch (e) { console.log(e.name) } }`,
    'TypeError',
  ],
  ['secrets and our variables', 'console.log(Object.keys(__ENV).sort().join())', 'BASE,TOKEN'],
  [
    'hosts that are not allowed',
    `const r = http.get('http://192.0.2.1/'); console.log(r.status, r.error_code, r.error)`,
    /^0 \d+ .*192\.0\.2\.1.*allow/,
  ],
  [
    'hosts behind a name',
    `const r = http.get('http://example.com/'); console.log(r.status, r.error_code)`,
    /^0 \d+/,
  ],
];

describe('nothing of Node and of other VUs is within reach', () => {
  it('of what a script can name, in one run', { timeout: 60_000 }, async () => {
    const bodies = REACHES.map(
      ([, body], at) =>
        `{ const say = (...told) => console.log('${at}: ' + told.join(' ')); ${body.replaceAll('console.log', 'say')} }`,
    );
    const { end, said } = await run(bodies.join('\n'));
    expect(end, said.join('\n')).toBe('completed');
    REACHES.forEach(([what, , expected], at) => {
      const own = said
        .filter((line) => line.startsWith(`${at}: `))
        .map((line) => line.slice(`${at}: `.length));
      expect(own.length, what).toBeGreaterThan(0);
      for (const line of own)
        expect(line, what).toMatch(expected instanceof RegExp ? expected : new RegExp(`^${expected}$`));
    });
  });

  it('one VU cannot change what another sees', { timeout: 60_000 }, async () => {
    const { end, said } = await run(`
      import http from 'k6/http';
      export const options = { scenarios: {
        one: { executor: 'per-vu-iterations', vus: 1, iterations: 1 },
        two: { executor: 'per-vu-iterations', vus: 1, iterations: 1, startTime: '1s' } } };
      export default function () {
        const answer = http.get(__ENV.BASE);
        console.log(String(globalThis.shared), typeof http.get, typeof answer.json, [1].map((n) => n + 1)[0], JSON.stringify({ a: 1 }));
        globalThis.shared = 1;
        try { http.get = null } catch {}
        try { Object.getPrototypeOf(answer).json = null } catch {}
        try { JSON.stringify = () => 'hurt' } catch {}
        try { globalThis.JSON = null } catch {}
      }`);
    expect([end, said]).toEqual(['completed', Array(2).fill('undefined function function 2 {"a":1}')]);
  });
});
