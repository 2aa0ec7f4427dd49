import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { serveRoutes } from './app/api/testing/serve-routes.ts';
import { EXIT_CODES } from './lib/headless/exit-code.ts';
import { Gate, type GateOptions } from './lib/headless/gate.ts';
import { RunServer, ServerProblem } from './lib/headless/run-server.ts';
import { Environment } from './lib/plan/environment.ts';
import { samplePlan } from './lib/plan/sample-plan.ts';
import { RUN_FILE_TYPE } from './lib/record/run-file-type.ts';
import { listRuns } from './lib/server/runs/list.ts';
import { queueRun, supervised } from './lib/server/testing/supervised.ts';
import { createToken } from './lib/server/tokens/create.ts';
import { revokeToken } from './lib/server/tokens/revoke.ts';

/** The gate as a build uses it: the command line as a process, a server that keeps and compares, a target that slows down. */

const root = import.meta.dirname;
const folder = mkdtempSync(join(tmpdir(), 'rehearsal-gate-'));
/** Milliseconds after which the target answers, by the first part of the path. */
const DELAYS: Record<string, number> = { fast: 4, slow: 80 };
/** Each start of the command line takes seconds on a busy machine. */
const SLOW_MS = 300_000;
const seen: { path: string; authorization: string }[] = [];
/** A name that means something in XML, Markdown and HTML. */
const NAME = 'List <&|b>';
const target = createServer((request, response) => {
  const [, speed = ''] = (request.url ?? '').split('/');
  seen.push({ path: speed, authorization: request.headers.authorization ?? '' });
  const answer = () => response.end('{}');
  // A run with requests under way does not end: what is to happen before its end happens before it.
  if (speed === HELD && held) held.push(answer);
  else setTimeout(answer, DELAYS[speed] ?? 0);
});
/** Requests that get no answer yet; undefined when all do. */
const HELD = 'lost';
let held: (() => void)[] | undefined = [];
let targetUrl = '';

beforeAll(async () => {
  target.listen(0, '127.0.0.1');
  await once(target, 'listening');
  targetUrl = `http://127.0.0.1:${(target.address() as AddressInfo).port}`;
});
afterAll(() => {
  target.closeAllConnections();
  target.close();
  rmSync(folder, { recursive: true });
});

function planFile(duration: string): string {
  const file = join(folder, `plan-${duration}.yaml`);
  writeFileSync(
    file,
    `version: 1
name: Pages
warmUp: none
variables: { path: fast }
scenarios:
  - name: S
    executor: { type: constant-vus, vus: 4, duration: ${duration} }
    steps:
      - { type: request, name: "${NAME}", url: "/{{path}}/list", headers: { Authorization: "Bearer {{apiToken}}" } }
`,
  );
  return file;
}

/** The command line as a process in a folder of its own, with a token and a secret in its environment. */
async function rehearsal(token: string, ...args: string[]) {
  const cli = join(root, 'cli.ts');
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, REHEARSAL_TOKEN: token, apiToken: 't0p-s3cret' },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

const FORMS = ['junit', 'markdown', 'html', 'json', 'csv'];

/** The files of one run, by their forms. */
function outputs(name: string) {
  const path = (form: string) => join(folder, `${name}.${form}`);
  return {
    options: FORMS.flatMap((form) => [`--${form}`, path(form)]),
    read: (form: string) => readFileSync(path(form), 'utf8'),
  };
}

/** A server with a run of release 1.0 in which every answer took 4 ms, for a minute. */
async function served() {
  const { ctx, runs, engine, audience } = await supervised();
  await runs.start();
  const scenario = { name: 'S', executor: { type: 'constant-vus' as const, vus: 4, duration: '60s' } };
  const steps = [{ type: 'request' as const, name: NAME, url: '/' }];
  const id = await queueRun(ctx, {
    plan: { name: 'Pages', scenarios: [{ ...scenario, steps }] },
    release: '1.0',
  });
  const answers = Array.from({ length: 50 }, () => ({ responseMs: 4 }));
  (await engine.next()).begin().pass(60, answers).finish();
  await audience.finished(id);
  const server = await serveRoutes(ctx);
  const made = await createToken({ ctx, input: { name: 'Build', scope: 'run' } });
  const run = (plan: string, path: string, ...options: string[]) =>
    rehearsal(
      made.token,
      ...['run', plan, '--base-url', targetUrl, '--env', `path=${path}`, '--secret', 'apiToken'],
      ...['--server', server, '--workers', '1', ...options],
    );
  return { ctx, server, made, run, baseline: id };
}

/** Elements and attributes of XML, in order, as a strict reader finds them. Throws at what is not well-formed. */
function elementsOf(xml: string): { name: string; attributes: Record<string, string> }[] {
  const found: { name: string; attributes: Record<string, string> }[] = [];
  const open: string[] = [];
  const rest = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
  for (const [tag, close, name = '', attributes = '', selfClosed] of rest.matchAll(
    /<(\/?)([a-z-]+)((?: [a-z]+="[^"<]*")*)(\/?)>/g,
  )) {
    if (!tag) continue;
    if (close) expect(open.pop()).toBe(name);
    else if (!selfClosed) open.push(name);
    if (close) continue;
    const pairs = [...attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [
      key,
      value,
    ]);
    found.push({ name, attributes: Object.fromEntries(pairs) });
  }
  expect(open).toEqual([]);
  expect(rest.replaceAll(/<[^<>]+>/g, '')).not.toMatch(/[<>]|&(?!#\d+;)/);
  return found;
}

/** What every reader of JUnit's reports wants: counts that are true, and cases with a name and a class. */
function expectJunit(xml: string, expected: { failures: number }): void {
  const [suite, ...inner] = elementsOf(xml);
  const cases = inner.filter(({ name }) => name === 'testcase');
  const count = (name: string) => inner.filter((one) => one.name === name).length;
  expect(suite).toMatchObject({
    name: 'testsuite',
    attributes: {
      tests: String(cases.length),
      failures: String(count('failure')),
      skipped: String(count('skipped')),
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    },
  });
  expect(count('failure')).toBe(expected.failures);
  for (const { attributes } of cases)
    expect(Object.keys(attributes).toSorted()).toEqual(['classname', 'name']);
}

/** Cells of a table of Markdown, line by line. */
const cellsOf = (markdown: string) =>
  markdown
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) => line.slice(1, -1).split(/(?<!\\)\|/));

/** Cannot be judged, or has nothing to be compared with: neither is a failure. */
async function passes({ run, baseline }: Awaited<ReturnType<typeof served>>) {
  const short = planFile('2s');
  const { options, read } = outputs('first');
  const first = await run(short, 'fast', '--baseline', 'latest-passed', '--fail-on', 'worse', ...options);
  const compared = await run(short, 'slow', '--baseline', baseline, '--fail-on', 'worse');
  expect([first.code, first.stderr]).toEqual([EXIT_CODES.passed, '']);
  expect(first.stdout).toContain('There is no run to compare with (latest-passed): this one is the first.');
  expectJunit(read('junit'), { failures: 0 });
  expect(JSON.parse(read('json'))).toMatchObject({ passed: true, baseline: null });
  expect(read('csv').split(',')).toHaveLength(14);
  expect(read('markdown')).toContain('There is no run to compare with');
  expect(read('html')).toContain('It ran to its end; the plan has no thresholds');
  expect([compared.code, compared.stderr]).toEqual([EXIT_CODES.passed, '']);
  expect(compared.stdout.replaceAll(/\s+/g, ' ')).toContain('Too short to be judged');
}

/** All that cannot work is said before any load is sent. */
async function refuses({ ctx, run, made, server }: Awaited<ReturnType<typeof served>>) {
  const reader = await createToken({ ctx, input: { name: 'Reader', scope: 'read' } });
  const plan = samplePlan({ name: 'Pages' });
  const environment = Environment.parse({ baseUrl: targetUrl });
  const refusal = (options: Partial<GateOptions>) =>
    Gate.open({ server, token: made.token, failOn: [], ...options }, plan, environment).then(
      () => 'opened',
      (error: unknown) => (error instanceof ServerProblem ? error.message : error),
    );
  expect(await refusal({ baseline: '1.0', failOn: ['worse'] })).toBe('opened');
  expect(await refusal({ failOn: ['worse:p42'] })).toMatch(
    /no metric "p42"[\s\S]*--fail-on needs --baseline/,
  );
  expect(await refusal({ token: reader.token })).toContain(`${server}: this token may only read`);
  expect(await refusal({ token: 'made-up' })).toContain('not known here, or it was revoked');
  expect(await refusal({ server: 'http://127.0.0.1:1' })).toContain('does not answer');
  expect(await refusal({ server: 'rehearsal' })).toContain('must be an address');
  expect(await refusal({ server: undefined, baseline: '1.0' })).toContain('--baseline needs --server');
  const { code, stderr } = await run(planFile('2s'), 'refused', '--baseline', '0.9');
  expect([code, stderr]).toEqual([
    EXIT_CODES.invalidPlan,
    expect.stringContaining('has no run of "Pages" with this release'),
  ]);
  expect(seen.filter(({ path }) => path === 'refused')).toEqual([]);
}

/** A run that the server does not take any more stays here, and can be imported. */
async function isNotLost({ ctx, run, server }: Awaited<ReturnType<typeof served>>) {
  const own = await createToken({ ctx, input: { name: 'Lost', scope: 'run' } });
  const going = run(planFile('2s'), 'lost', '--token', own.token);
  while (!seen.some(({ path }) => path === 'lost')) await once(target, 'request');
  await revokeToken({ ctx, input: { id: own.id } });
  const waiting = held ?? [];
  held = undefined;
  for (const answer of waiting) answer();
  const { code, stderr } = await going;
  expect([code, stderr]).toEqual([EXIT_CODES.invalidRun, expect.stringContaining('could not be kept')]);
  const [, file = ''] = /Its record is (\S+);/.exec(stderr) ?? [];
  const taken = await fetch(`${server}/api/runs/import`, {
    method: 'POST',
    headers: { 'content-type': RUN_FILE_TYPE },
    body: readFileSync(join(folder, file)),
  });
  expect(taken.status).toBe(201);
}

const Steps = z.array(z.object({ name: z.string().optional(), run: z.string().optional() }));
const GitHub = z.object({ jobs: z.object({ 'load-test': z.object({ steps: Steps }) }) });
const GitLab = z.object({ 'load-test': z.object({ script: z.tuple([z.string()]) }) });

/** What examples/ci has builds do, with a target on this machine and a `gh` that only notes what it is told. */
async function runsInCi({ ctx, server, made }: Awaited<ReturnType<typeof served>>) {
  const example = (name: string) => parseYaml(readFileSync(join(root, 'examples/ci', name), 'utf8'));
  const { steps } = GitHub.parse(example('github.yml')).jobs['load-test'];
  const [gate = '', ...afterwards] = steps.flatMap(({ run }) => run ?? []);
  const [sameGate] = GitLab.parse(example('gitlab.yml'))['load-test'].script;
  expect(sameGate).toBe(gate.replace('$RELEASE', '$CI_COMMIT_REF_NAME').replace('$COMMIT', '$CI_COMMIT_SHA'));

  const work = join(folder, 'checkout');
  mkdirSync(join(work, 'load'), { recursive: true });
  symlinkSync(root, join(work, '.rehearsal'));
  copyFileSync(planFile('2s'), join(work, 'load/plan.yaml'));
  writeFileSync(join(work, 'gh'), '#!/bin/sh\necho "$@" > gh.txt\n', { mode: 0o700 });
  const env = {
    ...process.env,
    ...{ REHEARSAL_SERVER: server, REHEARSAL_TOKEN: made.token, TARGET_HOST: new URL(targetUrl).host },
    ...{ RELEASE: 'feature/cart', COMMIT: '0123abcd', PULL_REQUEST: '7', apiToken: 't0p-s3cret' },
    ...{ GITHUB_STEP_SUMMARY: join(work, 'summary.md'), PATH: `${work}:${process.env.PATH}` },
  };
  const text = [gate.replace('https://', 'http://'), ...afterwards]
    .join('\n')
    .replace(' --base-url', ' --secret apiToken --base-url');
  const shell = spawn('bash', ['-e', '-o', 'pipefail', '-c', text], {
    cwd: work,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(shell, 'close');
  expect(code).toBe(0);
  const { runs } = await listRuns({ ctx, input: { release: 'feature/cart' } });
  expect(runs).toMatchObject([{ gitCommit: '0123abcd', verdict: 'passed' }]);
  const fileOf = (name: string) => readFileSync(join(work, name), 'utf8');
  expect(fileOf('summary.md')).toBe(fileOf('rehearsal.md'));
  expect(fileOf('gh.txt')).toBe('pr comment 7 --body-file rehearsal.md --edit-last --create-if-none\n');
  expectJunit(fileOf('rehearsal.xml'), { failures: 0 });
  expect(JSON.parse(fileOf('rehearsal.json'))).toMatchObject({ passed: true });
  expect(fileOf('rehearsal.html')).toContain('0123abcd');
}

it(
  'lets a build pass or fail, and says why in every form',
  async () => {
    const all = await served();
    const { ctx, server, run, baseline } = all;
    const { options, read } = outputs('worse');
    const gates = ['worse:p50:50', 'worse:failed'].flatMap((gate) => ['--fail-on', gate]);
    const ofRelease = async () => (await listRuns({ ctx, input: { release: '1.1' } })).runs;
    // Somewhat longer than the shortest run that can be judged (20 s); the others are tried meanwhile.
    const judged = async (attempt = 1): Promise<Awaited<ReturnType<typeof run>>> => {
      const asked = ['--release', '1.1', '--baseline', '1.0', ...gates, ...options];
      const one = await run(planFile('25s'), 'slow', ...asked);
      // The machine kept the generator from running: that is said, and ends with 1.
      const [newest] = await ofRelease();
      if (newest?.verdict !== 'invalid' || attempt === 4) return one;
      expect(one.code).toBe(EXIT_CODES.invalidRun);
      return judged(attempt + 1);
    };
    const ended = judged();
    await passes(all);
    await refuses(all);
    await isNotLost(all);
    await runsInCi(all);
    const { code, stdout, stderr } = await ended;
    expect({ code, stderr }).toEqual({ code: EXIT_CODES.thresholdsFailed, stderr: '' });
    const [newest] = await ofRelease();
    const candidate = newest?.id ?? '';
    expect(newest).toMatchObject({ plan: { name: 'Pages' }, verdict: 'passed' });

    expect(stdout).toContain('Gate worse:failed: passed');
    expect(stdout).toContain(`Gate worse:p50:50: FAILED, ${NAME} p50`);
    expect(stdout).toContain(`Kept at ${server}/compare?baseline=${baseline}&candidate=${candidate}`);
    const table = stdout.slice(stdout.indexOf('Compared with'), stdout.indexOf('Kept at'));
    for (const line of table.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);

    const json = JSON.parse(read('json'));
    expect(json).toMatchObject({ passed: false, baseline: { release: '1.0' }, candidate: { id: candidate } });
    expect(json.broken.map(({ gate }: { gate: string }) => gate)).toEqual(['worse:p50:50', 'worse:p50:50']);
    const query = new URLSearchParams({ baseline, candidate, failOn: 'worse:p50:50,worse:failed' });
    expect(await (await fetch(`${server}/api/compare/gate?${query}`)).json()).toEqual(json);

    expectJunit(read('junit'), { failures: 2 });
    const { data, errors } = Papa.parse<Record<string, string>>(read('csv'), {
      header: true,
      skipEmptyLines: true,
    });
    expect(errors).toEqual([]);
    const p50 = data.find(({ request, metric }) => request === NAME && metric === 'p50');
    expect(p50).toMatchObject({ scenario: 'S', answer: 'worse', requests_baseline: '2950' });
    expect([Number(p50?.baseline), Number(p50?.candidate)]).toEqual([
      expect.closeTo(4, 1),
      json.judged.requests[0].judged.p50.candidate,
    ]);

    const markdown = read('markdown');
    expect(markdown).toMatch(/^### ❌ release 1\.1/);
    for (const row of cellsOf(markdown)) expect(row).toHaveLength(7);
    expect(markdown.indexOf('| p50 |')).toBeLessThan(markdown.indexOf('<details>'));
    expect(markdown.replaceAll(/<\/?(details|summary)>/g, '')).not.toMatch(/(?<!\\)</);
    expect(read('html')).toMatch(/^<!doctype html>[\s\S]*It may not ship: a gate failed[\s\S]*<\/html>\n$/);
    expect(read('html')).toBe(await (await fetch(`${server}/api/compare/report?${query}`)).text());

    // The target got the secret, and nobody else did.
    expect(new Set(seen.map(({ authorization }) => authorization))).toEqual(new Set(['Bearer t0p-s3cret']));
    const kept = await fetch(`${server}/api/runs/${candidate}/samples`).then((answer) => answer.text());
    expect(kept).toContain(NAME.slice(0, 4));
    const detail = await fetch(`${server}/api/runs/${candidate}`).then((answer) => answer.text());
    expect(kept + detail + stdout + FORMS.map(read).join()).not.toContain('s3cret');
  },
  SLOW_MS,
);

it('notes a moment of a run on a server that wants a token', async () => {
  const { server, made, baseline } = await served();
  const note = { text: 'Cache emptied', at: '10s', by: 'Ada' };
  await new RunServer(server, made.token).annotate('latest', note);
  const events = await fetch(`${server}/api/runs/${baseline}/events`).then((answer) => answer.json());
  expect(events).toMatchObject({ events: [{ atMs: 10_000, text: 'Cache emptied', by: 'Ada' }] });
  await expect(new RunServer(server, 'made-up').annotate('latest', note)).rejects.toThrow('not known here');
  await expect(new RunServer(server, undefined).annotate('latest', { ...note, at: 'x' })).rejects.toThrow(
    'no',
  );
});
