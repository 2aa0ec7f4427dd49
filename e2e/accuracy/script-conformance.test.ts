import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunSummary } from '../../lib/run/summary.ts';

/**
 * Scripts and what must come of them. Where k6 itself is on the PATH, it must say the same of the same scripts.
 */

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'rehearsal-conformance-'));
const hasK6 = spawnSync('k6', ['version']).status === 0;

let server: Server;
let base = '';
let received = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    received++;
    const url = new URL(request.url ?? '/', 'http://localhost');
    request.resume().on('end', () => {
      response.writeHead(Number(url.searchParams.get('status') ?? 200), {
        'content-type': 'application/json',
      });
      response.end('{"ok":true}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  received = 0;
});

type Outcome = {
  code: number;
  requests: number;
  iterations: number;
  checks: Record<string, [passed: number, failed: number]>;
};
/** All that the summary shows. `vus` depends on how long a run takes. */
type Told = Outcome & { metrics: string[] };

type Case = Outcome & { script: string };

const named = (metrics: object) =>
  Object.keys(metrics)
    .filter((name) => name !== 'vus' && name !== 'vus_max')
    .sort();

const times = (names: string[], passed: number, failed = 0) =>
  Object.fromEntries(names.map((name): [string, [number, number]] => [name, [passed, failed]]));

/** Names of metrics in our summaries, by script. */
const told = new Map<string, string[]>();

const CASES: Case[] = [
  {
    script: 'language.js',
    code: 0,
    // In the order of the script: method, map, filter, reduce, some, every, find, sort, label, closure, grouped, recursion, try, check.
    requests: 4 * (2 + 3 + 4 + 3 + 2 + 2 + 2 + 3 + 5 + 1 + 1 + 3 + 3 + 2),
    iterations: 4,
    checks: {
      ...times(
        [
          'grouped',
          'method',
          'map',
          'filter',
          'reduce',
          'some',
          'every',
          'find',
          'sort',
          'label',
          'closure',
          'recursion',
          'try',
          'each VU has its own module state',
          'a check that sends a request',
        ],
        4,
      ),
      'a check that fails': [0, 4],
    },
  },
  {
    script: 'metrics.js',
    code: 0,
    requests: 6,
    iterations: 10,
    checks: { 'data of setup': [6, 0], 'is missing': [4, 0] },
  },
  { script: 'broken-threshold.js', code: 99, requests: 2, iterations: 2, checks: {} },
  { script: 'throws.js', code: 0, requests: 3, iterations: 3, checks: {} },
  {
    script: 'requests.js',
    code: 0,
    requests: 14,
    iterations: 1,
    checks: times(['all verbs', 'batch', 'named batch', 'expected', 'refused', 'timings', 'headers'], 1),
  },
];

async function execute(
  command: string,
  args: string[],
  cwd: string,
): Promise<{ code: number; said: string }> {
  const child = spawn(command, args, { cwd });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const code = await new Promise<number>((resolve) => child.on('close', (status) => resolve(status ?? -1)));
  return { code, said };
}

const scriptPath = (script: string) => join(root, 'e2e/conformance', script);

async function ours(script: string): Promise<Told & { said: string }> {
  const out = join(folder, `${script}.json`);
  const args = ['cli.ts', 'run', scriptPath(script), '--env', `BASE=${base}`, '--out', out];
  const { code, said } = await execute(process.execPath, args, root);
  const { totals, checks, script: figures } = JSON.parse(readFileSync(out, 'utf8')) as RunSummary;
  return {
    code,
    said,
    requests: received,
    // k6 counts an iteration that threw as well.
    iterations: totals.iterations + totals.failedIterations,
    checks: Object.fromEntries(checks.map(({ name, passed, failed }) => [name, [passed, failed]])),
    metrics: named(figures?.metrics ?? {}),
  };
}

type K6Group = {
  checks: Record<string, { name: string; passes: number; fails: number }>;
  groups: Record<string, K6Group>;
};

function checksOf({ checks, groups }: K6Group): Outcome['checks'] {
  const own = Object.values(checks).map(({ name, passes, fails }): [string, [number, number]] => [
    name,
    [passes, fails],
  ]);
  return Object.assign(Object.fromEntries(own), ...Object.values(groups).map(checksOf));
}

async function k6(script: string): Promise<Told> {
  const out = join(folder, `${script}-k6.json`);
  const { code } = await execute(
    'k6',
    [
      'run',
      '--quiet',
      '--no-usage-report',
      '-e',
      `BASE=${base}`,
      '--summary-export',
      out,
      scriptPath(script),
    ],
    folder,
  );
  const summary = JSON.parse(readFileSync(out, 'utf8')) as {
    metrics: Record<string, { count?: number }>;
    root_group: K6Group;
  };
  return {
    code,
    requests: received,
    iterations: summary.metrics.iterations?.count ?? 0,
    checks: checksOf(summary.root_group),
    metrics: named(summary.metrics),
  };
}

describe.each(CASES)('$script', ({ script, ...expected }) => {
  it('comes out as it must', { timeout: 60_000 }, async () => {
    const { said, metrics, ...outcome } = await ours(script);
    expect(outcome, said).toEqual(expected);
    told.set(script, metrics);
  });

  it.runIf(hasK6)('comes out the same under k6', { timeout: 60_000 }, async () => {
    const { metrics, ...outcome } = await k6(script);
    expect(outcome).toEqual(expected);
    expect(told.get(script)).toEqual(metrics);
  });
});

it('ends with 108 and the reason when the script ends the run', { timeout: 60_000 }, async () => {
  const { code, said } = await execute(process.execPath, ['cli.ts', 'run', scriptPath('aborts.js')], root);
  expect([code, said]).toEqual([108, expect.stringContaining('The script ended the run: enough')]);
});

it('ends with 107, the file and the line when the top level throws, before any load', {
  timeout: 60_000,
}, async () => {
  const { code, said } = await execute(
    process.execPath,
    ['cli.ts', 'run', scriptPath('throws-at-top.js')],
    root,
  );
  expect([code, said]).toEqual([107, expect.stringContaining('throws-at-top.js:3: Error: at the top')]);
});
