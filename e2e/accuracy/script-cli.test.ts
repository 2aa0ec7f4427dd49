import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXIT_CODES } from '../../lib/headless/exit-code.ts';
import { listen } from './support/listen.ts';

/**
 * How a script ends on the command line: the exit codes of docs/scripts.md, each with its reason, and what a hostile
 * script can do there.
 */

const cli = fileURLToPath(new URL('../../cli.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'rehearsal-script-cli-'));
const asked = new Map<string, number>();
let server: Server;
let base = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    const [, who = ''] = (request.url ?? '').split('/');
    asked.set(who, (asked.get(who) ?? 0) + 1);
    response.statusCode = request.url?.endsWith('missing') ? 404 : 200;
    response.end('ok');
  });
  base = `http://127.0.0.1:${await listen(server)}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

let made = 0;

type Ended = { code: number | null; said: string; requests: number; home: string };

/** Runs a script in a folder of its own; `signal` is sent at its first request. */
async function run(text: string, args: string[] = [], signal?: NodeJS.Signals): Promise<Ended> {
  const id = `${made++}`;
  const home = join(folder, id, 'home');
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'shop.js'), text);
  const own = `${base}/${id}`;
  const child = spawn(
    process.execPath,
    [cli, 'run', 'shop.js', '--workers', '1', '--env', `B=${own}`, ...args],
    { cwd: home },
  );
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (piece: string) => {
      said += piece;
    });
  const watch = setInterval(() => {
    if (!signal || !asked.has(id)) return;
    clearInterval(watch);
    child.kill(signal);
  }, 20);
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  clearInterval(watch);
  return { code, said, requests: asked.get(id) ?? 0, home };
}

const HTTP = "import http from 'k6/http';\n";
const EXEC = "import exec from 'k6/execution';\n";
const SLEEP = "import { sleep } from 'k6';\n";
const ONCE = `${HTTP}export default function () { http.get(__ENV.B + '/x') }\n`;

type Case = [title: string, script: string, code: number, says: RegExp, requests: number, args?: string[]];

const CODES: Case[] = [
  [
    'every threshold held',
    `${ONCE}export const options = { thresholds: { http_reqs: ['count==1'] } };`,
    0,
    /✓/,
    1,
  ],
  [
    'a threshold failed, and the run went to its end',
    `${HTTP}export const options = { iterations: 2, thresholds: { http_req_failed: ['rate<0.1'] } };
     export default function () { http.get(__ENV.B + '/missing') }`,
    99,
    /thresholds on metrics 'http_req_failed' have been crossed/,
    2,
  ],
  [
    'setup() took too long',
    `${SLEEP}${ONCE}export const options = { setupTimeout: '500ms' }; export function setup() { sleep(60) }`,
    100,
    /setup\(\) took longer than 0\.5 s/,
    0,
  ],
  [
    'teardown() took too long',
    `${SLEEP}${ONCE}export const options = { teardownTimeout: '500ms' }; export function teardown() { sleep(60) }`,
    101,
    /teardown\(\) took longer than 0\.5 s/,
    1,
  ],
  [
    'the options cannot be followed, and all that is wrong is said before any load',
    `${ONCE}export const options = {\n  vuss: 1,\n  thresholds: { http_reqs: ['p95<5'], http_req_failed: ['rate<200ms'] } };`,
    104,
    /shop\.js:4: there is no option "vuss"[\s\S]*shop\.js:5: .*"p95<5" is not a rule[\s\S]*shop\.js:5: .*http_req_failed/,
    0,
  ],
  [
    'it does not parse',
    'export default function () {\n  let = ;\n}',
    107,
    /shop\.js:2: this is not JavaScript/,
    0,
  ],
  [
    'it imports what is not there',
    `import { a } from './lib/none.js';\n${ONCE}`,
    107,
    /shop\.js:1: there is no file lib\/none\.js/,
    0,
  ],
  [
    'it opens a file outside of its folder',
    `\nconst secret = open('../../etc/passwd');\n${ONCE}`,
    107,
    /shop\.js:2: .*lies outside of the folder of the script; put the file into that folder/,
    0,
  ],
  [
    'it throws at its top level',
    `${HTTP}throw new Error('no shop');\n${ONCE.slice(HTTP.length)}`,
    107,
    /shop\.js:2: Error: no shop/,
    0,
  ],
  [
    'setup() throws',
    `${ONCE}export function setup() {\n  throw new Error('not ready');\n}`,
    107,
    /setup\(\) failed: shop\.js:4: Error: not ready/,
    0,
  ],
  [
    'teardown() throws',
    `${ONCE}export function teardown() {\n  throw new Error('left open');\n}`,
    107,
    /teardown\(\) failed: shop\.js:4: Error: left open/,
    1,
  ],
  [
    'the script ends the run',
    `${HTTP}${EXEC}export const options = { vus: 1, iterations: 9 };
     export default function () { http.get(__ENV.B + '/x'); exec.test.abort('enough') }`,
    108,
    /The script ended the run: enough/,
    1,
  ],
  [
    'the script marks the run as failed, which goes on',
    `${HTTP}${EXEC}export const options = { iterations: 3 };
     export default function () { http.get(__ENV.B + '/x'); if (__ITER === 0) exec.test.fail('no stock') }`,
    110,
    /The script marked the run as failed: no stock/,
    3,
  ],
];

/** What must end the run, or be told no, and do nothing else. */
const HOSTILE: Case[] = [
  [
    'an endless loop',
    `${HTTP}export default function () { http.get(__ENV.B + '/x'); while (true) {} }`,
    107,
    /the script has computed for 5 s without a request or a sleep; look for an endless loop/,
    1,
    ['--script-compute', '5s'],
  ],
  [
    'an endless loop at the top level',
    `${ONCE}while (true) {}`,
    107,
    /shop\.js: the top level of the script did not end within 5 s; look for an endless loop/,
    0,
    ['--script-compute', '5s'],
  ],
  [
    'a memory bomb',
    `${HTTP}export default function () { http.get(__ENV.B + '/x'); const all = []; while (true) all.push(new Array(1000).fill(1.5)) }`,
    107,
    /more than 250 MB/,
    1,
    ['--script-memory', '250'],
  ],
  [
    'process.exit()',
    `${HTTP}export default function () {\n  http.get(__ENV.B + '/x');\n  process.exit(0);\n}`,
    0,
    /shop\.js:4: ReferenceError: process is not defined/,
    1,
  ],
  [
    'process.exit() at the top level',
    `${ONCE}process.exit(0);`,
    107,
    /shop\.js:3: ReferenceError: process is not defined/,
    0,
  ],
  [
    'prototype pollution',
    `${HTTP}export default function () {
  const answer = http.get(__ENV.B + '/x');
  Object.getPrototypeOf(answer).json = () => 'hurt';
}`,
    0,
    /shop\.js:4: TypeError: Cannot (assign|add)/,
    1,
  ],
  [
    'prototype pollution at the top level',
    `${ONCE}Array.prototype.map = () => 'hurt';`,
    107,
    /shop\.js:3: TypeError: Cannot assign to read only property 'map'/,
    0,
  ],
];

describe.concurrent('a script ends with', () => {
  it.each([...CODES, ...HOSTILE])(
    '%s',
    { timeout: 180_000 },
    async (_, script, code, says, requests, args) => {
      const ended = await run(script, args);
      expect([ended.code, ended.requests], ended.said).toEqual([code, requests]);
      expect(ended.said).toMatch(says);
    },
  );

  it('a signal', { timeout: 180_000 }, async () => {
    const ended = await run(
      `${SLEEP}${HTTP}export const options = { duration: '10m' };
       export default function () { http.get(__ENV.B + '/x'); sleep(600) }`,
      [],
      'SIGINT',
    );
    expect([ended.code, ended.requests], ended.said).toEqual([105, 1]);
    expect(ended.said).toContain('Stopped by a signal');
  });
});

it('has a case for every code that docs/scripts.md names', () => {
  const docs = readFileSync(fileURLToPath(new URL('../../docs/scripts.md', import.meta.url)), 'utf8');
  const told = [...docs.matchAll(/^\| (\d+) \| /gm)].map(([, code]) => Number(code));
  const shown = new Set([...CODES, ...HOSTILE].map(([, , code]) => code));
  // A signal has a test of its own; a machine that is too slow cannot be had on demand (lib/headless/exit-code.test.ts).
  expect(told.filter((code) => !shown.has(code))).toEqual([
    EXIT_CODES.stoppedBySignal,
    EXIT_CODES.invalidRun,
  ]);
  expect(Object.values(EXIT_CODES).every((code) => told.includes(code))).toBe(true);
});

it('handleSummary() prints, writes below its folder alone, and reads nothing', {
  timeout: 180_000,
}, async () => {
  const { code, said, home } = await run(`${ONCE}
export function handleSummary(data) {
  let read = 'nothing';
  try { read = open('./secret.txt') } catch (e) { read = 'refused: ' + e.message }
  return {
    stdout: 'requests: ' + data.metrics.http_reqs.values.count + '\\n',
    stderr: 'read ' + read + '\\n',
    'figures.json': JSON.stringify(data.metrics.iterations),
    'bytes.bin': new Uint8Array([1, 2, 3]).buffer,
    '../outside.txt': 'x',
    '/tmp/rehearsal-outside-of-all.txt': 'x',
  };
}`);
  expect(code, said).toBe(0);
  expect(said).toContain('requests: 1\n');
  expect(said).toMatch(/read refused: open\(\) is only possible in the init context/);
  expect(JSON.parse(readFileSync(join(home, 'figures.json'), 'utf8'))).toMatchObject({
    type: 'counter',
    values: { count: 1 },
  });
  expect([...readFileSync(join(home, 'bytes.bin'))]).toEqual([1, 2, 3]);
  expect(said).toMatch(/handleSummary\(\): "\.\.\/outside\.txt" is outside of the folder/);
  expect(said).toMatch(/handleSummary\(\): "\/tmp\/rehearsal-outside-of-all\.txt" is outside of the folder/);
  expect([existsSync(join(home, '../outside.txt')), existsSync('/tmp/rehearsal-outside-of-all.txt')]).toEqual(
    [false, false],
  );
  // Its own summary is in place of k6's.
  expect(said).not.toContain('http_req_duration');
});
