import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { EXIT_CODES } from './lib/headless/exit-code.ts';
import { RunSummary } from './lib/run/summary.ts';

/** The headless runner as a process, against a server that counts. */

const folder = mkdtempSync(join(tmpdir(), 'rehearsal-cli-'));
const out = join(folder, 'result.json');
const requests: string[] = [];
const server = createServer((request, response) => {
  requests.push(request.url ?? '');
  response.statusCode = request.url?.startsWith('/broken') ? 500 : 200;
  response.end('{"ok":true}');
});
let baseUrl = '';

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  requests.length = 0;
  rmSync(out, { force: true });
});

/** A plan file with one request, `iterations` times or until it is stopped. */
function planFile({
  url = '/',
  iterations = 3,
  more = '',
}: {
  url?: string;
  iterations?: number | 'endless';
  more?: string;
}) {
  const file = join(folder, 'plan.yaml');
  const executor =
    iterations === 'endless'
      ? '{ type: constant-vus, vus: 1, duration: 10m }'
      : `{ type: shared-iterations, vus: 1, iterations: ${iterations} }`;
  const steps = `[{ type: request, name: Page, url: "${url}" }, { type: think, time: { distribution: constant, duration: 20ms } }]`;
  writeFileSync(
    file,
    `version: 1\nname: Pages\nscenarios:\n  - name: S\n    executor: ${executor}\n    steps: ${steps}\n${more}`,
  );
  return file;
}

function start(...args: string[]) {
  const child = spawn(process.execPath, ['cli.ts', ...args], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (text.stdout += chunk));
  child.stderr.on('data', (chunk) => (text.stderr += chunk));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...text }));
  return { child, ended };
}

const run = (...args: string[]) => start('run', ...args, '--workers', '1').ended;
const summaryOf = (file: string) => RunSummary.parse(JSON.parse(readFileSync(file, 'utf8')));

it('passes, with figures that the server confirms', async () => {
  const more = 'thresholds:\n  - { metric: http_req_failed, rule: rate<0.01 }\n';
  const file = planFile({ url: '/{{path}}', more });
  const { code, stdout, stderr } = await run(
    file,
    '--base-url',
    baseUrl,
    '--env',
    'path=a',
    '--release',
    '1.1',
    '--out',
    out,
  );
  expect({ code, stderr }).toEqual({ code: EXIT_CODES.passed, stderr: '' });
  expect(stdout).toMatch(/^PASSED {2}Pages, release 1\.1/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no escape sequence may stand there
  expect(stdout).not.toMatch(/\u001b/);
  expect(requests).toEqual(['/a', '/a', '/a']);
  expect(summaryOf(out)).toMatchObject({
    plan: 'Pages',
    release: '1.1',
    verdict: 'passed',
    totals: { requests: 3, failed: 0, iterations: 3 },
    requests: [{ name: 'Page', scenario: 'S', group: '', count: 3, statuses: { 200: 3 } }],
    thresholds: [{ metric: 'http_req_failed', rule: 'rate<0.01', value: 0, passed: true }],
    generator: { workers: 1, valid: true, reasons: [] },
  });
});

it('ends with 99 when a threshold is broken, and prints nothing when it is told to be quiet', async () => {
  const file = planFile({
    url: '/broken',
    more: `thresholds:\n  - { metric: http_req_failed, rule: rate<0.5 }\nenvironment: { baseUrl: "${baseUrl}" }\n`,
  });
  const { code, stdout, stderr } = await run(file, '--quiet', '--out', out);
  expect({ code, stdout, stderr }).toEqual({ code: EXIT_CODES.thresholdsFailed, stdout: '', stderr: '' });
  expect(summaryOf(out)).toMatchObject({
    verdict: 'failed',
    endReason: 'Threshold rate<0.5 of http_req_failed was broken: 100 %',
    totals: { requests: 3, failed: 3 },
    requests: [{ statuses: { 500: 3 }, errors: { status: 3 } }],
  });
});

it.each(['SIGINT', 'SIGTERM'] as const)('ends with 105 on %s, with what was measured', async (signal) => {
  const { child, ended } = start(
    'run',
    planFile({ iterations: 'endless' }),
    '--base-url',
    baseUrl,
    '--out',
    out,
    '--workers',
    '1',
  );
  await once(server, 'request');
  child.kill(signal);
  const { code, stdout } = await ended;
  expect(code).toBe(EXIT_CODES.stoppedBySignal);
  expect(stdout).toMatch(/^ABORTED/);
  const { verdict, endReason, totals } = summaryOf(out);
  expect({ verdict, endReason }).toEqual({ verdict: 'aborted', endReason: 'Stopped by a signal' });
  expect(totals.requests + totals.interrupted).toBe(requests.length);
});

it.each<[string, () => string[], string[]]>([
  [
    'a plan that is wrong in several places',
    () => [planFile({ url: '/{{$uid}}', more: 'surprise: 1\n' }), '--base-url', baseUrl],
    [
      '2 things to mend',
      'plan.yaml:6',
      'did you mean {{$uuid}}?',
      'plan.yaml:7',
      'surprise: there is no such field here',
    ],
  ],
  [
    'a placeholder that nothing defines',
    () => [planFile({ url: '/{{path}}' }), '--base-url', baseUrl],
    ['scenarios[0].steps[0].url: {{path}}: nothing defines "path"'],
  ],
  [
    'a host that is not allowed',
    () => [planFile({}), '--base-url', 'http://shop.example.com'],
    ['shop.example.com is not an allowed host', '--allow-host shop.example.com'],
  ],
  ['a plan that does not say where to run', () => [planFile({})], ['--base-url URL']],
  ['a file that is not there', () => [join(folder, 'nothing.yaml')], ['Cannot read the plan']],
])('ends with 104 before any load for %s', async (_, args, messages) => {
  const { code, stdout, stderr } = await run(...args(), '--out', out);
  expect({ code, stdout }).toEqual({ code: EXIT_CODES.invalidPlan, stdout: '' });
  for (const message of messages) expect(stderr).toContain(message);
  expect(requests).toEqual([]);
  expect(existsSync(out)).toBe(false);
});

it('finds out that the result cannot be written before any load is sent', async () => {
  const { code, stderr } = await run(
    planFile({}),
    '--base-url',
    baseUrl,
    '--out',
    join(folder, 'nowhere', 'result.json'),
  );
  expect(code).toBe(EXIT_CODES.invalidRun);
  expect(stderr).toContain('Cannot write the result to');
  expect(requests).toEqual([]);
});

it('validates without running', async () => {
  const { code, stdout } = await start('validate', planFile({})).ended;
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('is a valid plan: Pages') });
  expect((await start('validate', planFile({ url: 'page' })).ended).code).toBe(EXIT_CODES.invalidPlan);
});
