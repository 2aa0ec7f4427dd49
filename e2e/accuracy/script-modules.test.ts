import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RunSummary } from '../../lib/run/summary.ts';
import { type ScriptTarget, scriptTarget } from './support/script-target.ts';

/**
 * What k6's modules say and hear, by scripts whose checks all pass, with what the target saw of them. Where k6 itself is
 * on the PATH, it must come to the same.
 */

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'rehearsal-modules-'));
const hasK6 = spawnSync('k6', ['version']).status === 0;

let target: ScriptTarget;
beforeAll(async () => {
  target = await scriptTarget();
});
beforeEach(() => target.forget());
afterAll(() => {
  target.close();
  rmSync(folder, { recursive: true, force: true });
});

type Counts = Record<string, number>;
type Outcome = { code: number; checks: Record<string, [passed: number, failed: number]>; counts: Counts };

type Case = {
  script: string;
  /** Titles of its checks. */
  checks: string[];
  iterations: number;
  /** How often each check comes. */
  times?: number;
  /** Some of k6's metrics, exactly. */
  counts?: Counts;
  /** Where k6 counts something else. */
  k6Counts?: Counts;
  /** What the target saw. */
  seen?: (target: ScriptTarget) => unknown;
  saw?: unknown;
  /** It uses what the k6 of the bench does not have, or would load from the network. */
  oursOnly?: boolean;
};

const CASES: Case[] = [
  {
    script: 'http.js',
    checks:
      'verbs bodies multipart headers cookies jars redirects authentication compression types errors facts expectations names batches pages'.split(
        ' ',
      ),
    iterations: 1,
    // batch: 4 and batchPerHost: 3.
    seen: (seen) => [seen.mostAtOnce(), seen.asked.get('GET /item/5'), seen.asked.get('GET /digest')],
    saw: [{ all: 3, perHost: 3 }, 1, 2],
  },
  {
    script: 'event-loop.js',
    checks: [
      'timers wait for the function, and for each other',
      'requests run beside each other',
      'the iteration waits for its requests',
      'a promise that nobody keeps ends nothing',
      'the same seed gives the same numbers',
      'async functions block until they await',
    ],
    iterations: 8,
    counts: { http_reqs: 11 },
    seen: ({ asked }) => Object.fromEntries(asked),
    saw: { 'GET /echo': 6, 'POST /echo': 3, 'GET /last': 1 },
  },
  {
    script: 'ws.js',
    checks: [
      'talk',
      'headers',
      'the target closes',
      'the target closes with a code',
      'the connection breaks',
      'the script closes with a code',
      'pings are heard',
      'the target refuses',
      'nobody is there',
      'an error in a handler is thrown',
      'an error in the body is thrown',
      'no params are needed',
    ],
    iterations: 1,
    counts: { http_reqs: 1, ws_sessions: 12, ws_msgs_sent: 3, ws_msgs_received: 4 },
    seen: (seen) => [seen.sessions(), seen.messages()],
    saw: [10, 3],
  },
  {
    script: 'websockets.js',
    checks: [
      'talks',
      'the target closes',
      'the target closes with a code',
      'the connection breaks',
      'the target refuses',
      'closes with a code',
      'only ws and wss are addresses',
    ],
    iterations: 1,
    counts: { http_reqs: 1, ws_sessions: 6, ws_msgs_sent: 3, ws_msgs_received: 3 },
    // Its newer module counts the frames of a ping and of two closes among the messages, its older one does not.
    k6Counts: { ws_msgs_sent: 6 },
    seen: (seen) => [seen.sessions(), seen.messages()],
    saw: [5, 3],
  },
  {
    script: 'modules.js',
    checks: [
      'html() reads',
      'json() selects',
      'submitForm() sends the form',
      'clickLink() follows',
      'each() waits',
      'base64 goes both ways',
      'md5 is right',
      'hmac is right',
      'uuids differ',
      'numbers are within bounds',
      'tables are read',
      'expected status to equal 200',
    ],
    iterations: 4,
    times: 4,
    seen: ({ asked }) => Object.fromEntries(asked),
    saw: { 'GET /page': 4, 'GET /json': 5 * 4, 'POST /go': 4 },
    oursOnly: true,
  },
  {
    script: 'files.js',
    checks: ['files', 'seeks', 'tables', 'parsers', 'shared', 'top level', 'hashes', 'ciphers'],
    iterations: 4,
    times: 4,
    oursOnly: true,
  },
];

async function execute(command: string, args: string[]): Promise<{ code: number; said: string }> {
  const child = spawn(command, args, { cwd: root });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const code = await new Promise<number>((resolve) => child.on('close', (status) => resolve(status ?? -1)));
  return { code, said };
}

const scriptPath = (script: string) => join(root, 'e2e/conformance', script);

async function ours(script: string): Promise<Outcome & { said: string }> {
  const out = join(folder, `${script}.json`);
  const args = [
    'cli.ts',
    'run',
    scriptPath(script),
    '--env',
    `BASE=${target.base}`,
    '--out',
    out,
    '--workers',
    '1',
  ];
  const { code, said } = await execute(process.execPath, args);
  const { checks, script: figures } = JSON.parse(readFileSync(out, 'utf8')) as RunSummary;
  const counts = Object.entries(figures?.metrics ?? {}).map(([name, { values }]) => [name, values.count]);
  return {
    code,
    said,
    checks: Object.fromEntries(checks.map(({ name, passed, failed }) => [name, [passed, failed]])),
    counts: Object.fromEntries(counts.filter(([, count]) => count !== undefined)),
  };
}

async function k6(script: string): Promise<Outcome & { said: string }> {
  const out = join(folder, `${script}-k6.json`);
  const options = ['--quiet', '--no-usage-report', '-e', `BASE=${target.base}`, '--summary-export', out];
  const { code, said } = await execute('k6', ['run', ...options, scriptPath(script)]);
  const { metrics, root_group: group } = JSON.parse(readFileSync(out, 'utf8')) as {
    metrics: Record<string, { count?: number }>;
    root_group: { checks: Record<string, { name: string; passes: number; fails: number }> };
  };
  return {
    code,
    said,
    checks: Object.fromEntries(
      Object.values(group.checks).map(({ name, passes, fails }) => [name, [passes, fails]]),
    ),
    counts: Object.fromEntries(
      Object.entries(metrics).flatMap(([name, { count }]) => (count === undefined ? [] : [[name, count]])),
    ),
  };
}

describe.each(CASES)(
  '$script',
  ({ script, checks, times = 1, iterations, counts, k6Counts, seen, saw, oursOnly }) => {
    const comesOut = ({ said, ...outcome }: Outcome & { said: string }, others?: Counts) => {
      const wanted = { iterations, ...counts, ...others };
      const found = Object.fromEntries(Object.keys(wanted).map((name) => [name, outcome.counts[name]]));
      expect({ code: outcome.code, checks: outcome.checks, counts: found }, said).toEqual({
        code: 0,
        checks: Object.fromEntries(checks.map((name) => [name, [times, 0]])),
        counts: wanted,
      });
      expect(seen?.(target)).toEqual(saw);
    };

    it('comes out as it must', { timeout: 60_000 }, async () => {
      comesOut(await ours(script));
    });

    it.runIf(hasK6 && !oursOnly)('comes out the same under k6', { timeout: 60_000 }, async () => {
      comesOut(await k6(script), k6Counts);
    });
  },
);
