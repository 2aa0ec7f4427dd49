import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunSummary } from '../../lib/run/summary.ts';
import type { ScriptGroupFigures } from '../../lib/script/summary/script-figures.ts';
import { listen } from '../accuracy/support/listen.ts';

/**
 * Whole runs of scripts, by us and, where it is on the PATH, by k6: what both must say of them alike. It takes minutes
 * and so is no part of `npm test`: npm run test:conformance.
 */

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'rehearsal-whole-'));
const hasK6 = spawnSync('k6', ['version']).status === 0;

let server: Server;
let base = '';
let received = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    received++;
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
    response.statusCode = Number(searchParams.get('status') ?? 200);
    response.end('{}');
  });
  base = `http://127.0.0.1:${await listen(server)}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

type Group = { name: string; checks: Record<string, [passed: number, failed: number]>; groups: Group[] };
type Told = {
  code: number;
  requests: number;
  iterations: number;
  group: Group;
  /** By metric and rule: whether it held. */
  thresholds: Record<string, boolean>;
  metrics: string[];
};

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name);

/** `vus` is looked at once a second, and so depends on how long a run takes. */
const named = (metrics: object) =>
  Object.keys(metrics)
    .filter((name) => name !== 'vus' && name !== 'vus_max')
    .sort();

async function execute(command: string, args: string[]): Promise<{ code: number; said: string }> {
  const child = spawn(command, args, { cwd: folder });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const code = await new Promise<number>((resolve) => child.on('close', (status) => resolve(status ?? -1)));
  return { code, said };
}

const scriptPath = (script: string) => join(root, 'e2e/conformance', script);
const envArgs = (flag: string, env: Record<string, string>) =>
  Object.entries({ BASE: base, ...env }).flatMap(([name, value]) => [flag, `${name}=${value}`]);

function ownGroup({ name, checks, groups }: ScriptGroupFigures): Group {
  return {
    name,
    checks: Object.fromEntries(checks.map((one) => [one.name, [one.passes, one.fails]])),
    groups: groups.map(ownGroup).sort(byName),
  };
}

async function ours(script: string, env: Record<string, string>): Promise<Told> {
  received = 0;
  const out = join(folder, `${script}.json`);
  const { code, said } = await execute(process.execPath, [
    join(root, 'cli.ts'),
    'run',
    scriptPath(script),
    '--out',
    out,
    ...envArgs('--env', env),
  ]);
  const { totals, script: figures } = JSON.parse(readFileSync(out, 'utf8')) as RunSummary;
  if (!figures) throw new Error(said);
  return {
    code,
    requests: received,
    // k6 counts an iteration that threw as well.
    iterations: totals.iterations + totals.failedIterations,
    group: ownGroup(figures.root),
    thresholds: Object.fromEntries(
      Object.entries(figures.metrics).flatMap(([name, { thresholds = {} }]) =>
        Object.entries(thresholds).map(([rule, { ok }]) => [`${name} ${rule}`, ok]),
      ),
    ),
    metrics: named(figures.metrics),
  };
}

type K6Group = {
  name: string;
  checks: Record<string, { name: string; passes: number; fails: number }>;
  groups: Record<string, K6Group>;
};

function k6Group({ name, checks, groups }: K6Group): Group {
  return {
    name,
    checks: Object.fromEntries(Object.values(checks).map((one) => [one.name, [one.passes, one.fails]])),
    groups: Object.values(groups).map(k6Group).sort(byName),
  };
}

async function k6(script: string, env: Record<string, string>): Promise<Told> {
  received = 0;
  const out = join(folder, `${script}-k6.json`);
  const { code } = await execute('k6', [
    'run',
    '--quiet',
    '--no-usage-report',
    '--summary-export',
    out,
    ...envArgs('-e', env),
    scriptPath(script),
  ]);
  const summary = JSON.parse(readFileSync(out, 'utf8')) as {
    metrics: Record<string, { count?: number; thresholds?: Record<string, boolean> }>;
    root_group: K6Group;
  };
  return {
    code,
    requests: received,
    iterations: summary.metrics.iterations?.count ?? 0,
    group: k6Group(summary.root_group),
    thresholds: Object.fromEntries(
      Object.entries(summary.metrics).flatMap(([name, { thresholds = {} }]) =>
        // It says whether a rule was crossed.
        Object.entries(thresholds).map(([rule, crossed]) => [`${name} ${rule}`, !crossed]),
      ),
    ),
    metrics: named(summary.metrics),
  };
}

/** What depends on k6 being on time, too, which it is not on a busy machine. */
const ON_TIME = /^runs\{(scenario:ra|kind:open)|^dropped_iterations/;

/** What does not depend on when things happen. */
const untimed = ({ metrics, thresholds }: Told) => ({
  metrics,
  thresholds: Object.fromEntries(Object.entries(thresholds).filter(([name]) => !ON_TIME.test(name))),
});

describe.each<{ script: string; code: number; env?: Record<string, string>; timed?: true }>([
  { script: 'scenarios.js', code: 0, timed: true },
  { script: 'groups.js', code: 0 },
  { script: 'lifecycle.js', code: 0 },
  { script: 'metrics.js', code: 0 },
  { script: 'broken-threshold.js', code: 99 },
])('$script', ({ script, code, env = {}, timed }) => {
  let told: Told;

  it('keeps the thresholds that say what must come of it', { timeout: 180_000 }, async () => {
    told = await ours(script, env);
    expect(told.code, JSON.stringify(told.thresholds)).toBe(code);
    expect(told.requests).toBeGreaterThan(0);
  });

  it.runIf(hasK6)('comes out the same under k6', { timeout: 180_000 }, async () => {
    const theirs = await k6(script, env);
    if (timed) expect(untimed(told)).toEqual(untimed(theirs));
    else expect(told).toEqual(theirs);
  });
});

describe.each([
  { delay: '0s', atLeast: 1, atMost: 75 },
  { delay: '4s', atLeast: 10, atMost: 90 },
])('abortOnFail with a delay of $delay', ({ delay, atLeast, atMost }) => {
  const ends = ({ code, requests, thresholds }: Told) => {
    expect([code, thresholds]).toEqual([99, { 'http_req_failed rate<0.1': false }]);
    // A request every 200 ms; a minute of them would be 300.
    expect(requests).toBeGreaterThanOrEqual(atLeast);
    expect(requests).toBeLessThan(atMost);
  };

  it('ends the run with 99', { timeout: 180_000 }, async () => {
    ends(await ours('abort-on-fail.js', { DELAY: delay }));
  });

  it.runIf(hasK6)('ends the run of k6 with 99', { timeout: 180_000 }, async () => {
    ends(await k6('abort-on-fail.js', { DELAY: delay }));
  });
});
