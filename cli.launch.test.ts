import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { serveRoutes } from '@/app/api/testing/serve-routes.ts';
import { LaunchDetail } from './lib/api/launches.ts';
import { EXIT_CODES } from './lib/headless/exit-code.ts';
import { launchExitCode } from './lib/headless/rehearse-launch.ts';
import { createEnvironment } from './lib/server/environments/create.ts';
import { playSlots } from './lib/server/testing/play-slots.ts';
import { supervised } from './lib/server/testing/supervised.ts';
import { createToken } from './lib/server/tokens/create.ts';

// 8 slots of 20 ms serve 200 users before the last of them waits for longer than 510 ms.
const PLAN = `version: 1
name: Shop
scenarios:
  - name: Browse
    executor: { type: constant-vus, vus: 2, duration: 10s }
    steps: [{ type: request, name: Home, url: / }]
thresholds: [{ metric: http_req_duration, rule: "p(95)<510" }]
`;

/** A server whose engine is driven by the test, and the command line as a process beside it. */
async function place() {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-launch-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { ctx, runs, engine } = await supervised();
  await runs.start();
  await createEnvironment({
    ctx,
    input: { name: 'Staging', baseUrl: 'http://127.0.0.1:9', maxVUs: 5000 },
  });
  const server = await serveRoutes(ctx);
  const { token } = await createToken({ ctx, input: { name: 'Build', scope: 'admin' } });
  const file = (name: string) => join(folder, name);
  writeFileSync(file('plan.yaml'), PLAN);
  const begin = (...args: string[]) => {
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'cli.ts'), 'launch', ...args, '--server', server],
      { cwd: folder, env: { ...process.env, REHEARSAL_TOKEN: token }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    const said = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const)
      child[stream].on('data', (chunk) => {
        said[stream] += chunk;
      });
    const ended = once(child, 'close').then(([code]) => ({ code, ...said }));
    return { child, ended };
  };
  const launch = (...args: string[]) => begin(...args).ended;
  /** Plays the five runs of a rehearsal. */
  const play = async () => {
    for (const part of ['baseline', 'target', 'sustained', 'failure', 'capacity']) {
      const run = (await engine.next()).begin();
      await playSlots(run, part === 'capacity' ? 10_000 : 25);
      run.finish();
    }
  };
  return { ctx, engine, file, begin, launch, play };
}

const SHORT = ['--step-shortest', '3s', '--step-longest', '12s', '--no-beyond', '--environment', 'Staging'];

it('rehearses a launch on a server with the plan of a file, and says whether it is ready', async () => {
  const { ctx, file, launch, play } = await place();
  const outputs = ['html', 'json', 'markdown'].flatMap((form) => [`--${form}`, file(`ready.${form}`)]);
  const asked = ['plan.yaml', '--peak', '100', '--safety-factor', '1.8', '--release', '1.0'];
  const ended = launch(...asked, ...SHORT, ...outputs);
  await play();
  const { code, stdout, stderr } = await ended;
  // Twice the peak is what 8 slots just serve: whether that holds is a risk at most.
  expect([0, stdout]).toEqual([code, expect.stringMatching(/^Ready/)]);
  for (const line of stdout.split('\n').slice(0, -3)) expect(line.length, line).toBeLessThanOrEqual(80);
  expect(stdout).toMatch(/Expected peak +100 users +passed/);
  expect(stderr).toContain('Sustained peak: passed.');
  const told = LaunchDetail.parse(JSON.parse(readFileSync(file('ready.json'), 'utf8')));
  expect(told).toMatchObject({ release: '1.0', peak: 100, settings: { safetyFactor: 1.8 } });
  expect(readFileSync(file('ready.html'), 'utf8')).toContain(`Launch readiness: Shop, release 1.0`);
  const markdown = readFileSync(file('ready.markdown'), 'utf8');
  expect(markdown).toMatch(/^### (✅|⚠️) Ready/);
  const rows = markdown.split('\n').filter((line) => line.startsWith('|'));
  expect(rows.map((row) => row.split(/(?<!\\)\|/).length)).toEqual(Array.from({ length: 7 }, () => 9));

  // The plan is known there now, by its name, and has no second version.
  const failing = launch('Shop', '--peak', '300', ...SHORT, '--json', file('bad.json'));
  await play();
  const bad = await failing;
  expect([bad.code, bad.stdout]).toEqual([99, expect.stringContaining('Not ready.')]);
  expect(JSON.parse(readFileSync(file('bad.json'), 'utf8'))).toMatchObject({ readiness: 'not-ready' });
  expect(await ctx.db.planVersion.count()).toBe(1);
}, 300_000);

it('stops what goes on and what waits when it is interrupted, and says so', async () => {
  const { ctx, engine, begin } = await place();
  const { child, ended } = begin('plan.yaml', '--peak', '100', ...SHORT);
  const first = (await engine.next()).begin();
  child.kill('SIGINT');
  const { code, stdout } = await ended;
  expect([code, stdout]).toEqual([
    EXIT_CODES.stoppedBySignal,
    expect.stringMatching(/^Cannot be told[\s\S]*Kept at /),
  ]);
  expect(first.stoppedBy).toMatchObject({ kind: 'stopped' });
  expect(engine.runs).toEqual([first]);
  expect(await ctx.db.run.count({ where: { status: 'finished' } })).toBe(5);
}, 60_000);

it('says what is wrong before any load is sent', async () => {
  const { ctx, launch } = await place();
  const wrong = [
    [['plan.yaml', '--environment', 'Staging'], 'Name the expected peak'],
    [['Market', '--environment', 'Staging', '--peak', '5'], 'There is no plan "Market" on the server'],
    [
      ['plan.yaml', '--environment', 'Moon', '--peak', '5', '--level', '1s'],
      'There is no environment "Moon"',
    ],
  ] as const;
  const refused = await Promise.all(wrong.map(([args]) => launch(...args)));
  for (const [at, { code, stderr }] of refused.entries())
    expect([code, stderr]).toEqual([104, expect.stringContaining(wrong[at]?.[1] ?? '')]);
  expect(await ctx.db.run.count()).toBe(0);
}, 120_000);

it('passes with risks, unless it is told not to', () => {
  expect(launchExitCode('ready', true)).toBe(0);
  expect(launchExitCode('ready-with-risks', false)).toBe(0);
  expect(launchExitCode('ready-with-risks', true)).toBe(99);
  expect(launchExitCode('incomplete', false)).toBe(1);
});
