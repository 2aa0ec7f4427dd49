import { fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Play, play, type Setup } from './support/play.ts';
import { isAlive, until, workersOf } from './support/processes.ts';
import { Target } from './support/target.ts';

let target: Target;
beforeAll(async () => {
  target = await Target.start();
});
afterAll(() => target.stop());

const endless: Setup['scenarios'] = [
  {
    name: 'Busy',
    executor: { type: 'constant-vus', vus: 10, duration: '10m' },
    steps: [{ type: 'request', name: 'busy', url: '/delay/5' }],
  },
  {
    name: 'Stuck',
    executor: { type: 'constant-vus', vus: 5, duration: '10m' },
    steps: [{ type: 'request', name: 'stuck', url: '/never' }],
  },
  {
    name: 'Thinking',
    executor: { type: 'constant-vus', vus: 5, duration: '10m' },
    steps: [{ type: 'think', time: { distribution: 'constant', duration: '1h' } }],
  },
];

describe('stop', () => {
  it('ends a run within a second, whatever its VUs are waiting for, and leaves no process', async () => {
    const run = new Play({ scenarios: endless, baseUrl: target.baseUrl, workers: 2 });
    await run.second(0);
    const pids = workersOf(process.pid);
    expect(pids).toHaveLength(2);
    const before = performance.now();
    run.stop({ kind: 'stopped', by: 'kill-switch' });
    run.stop({ kind: 'stopped', by: 'user' });
    expect(await run.finished).toEqual({ kind: 'stopped', by: 'kill-switch' });
    expect(performance.now() - before).toBeLessThan(1000);
    expect(pids.filter(isAlive)).toEqual([]);
    expect(run.events.filter(({ type }) => type === 'finished')).toHaveLength(1);
    expect(run.of('stuck').interrupted).toBe(5);
    expect([0, 1, 2].map((scenario) => run.iterations(scenario).interruptedIterations)).toEqual([10, 5, 5]);
  });

  it('ends a run that has not begun yet', async () => {
    const run = new Play({ scenarios: endless, baseUrl: target.baseUrl, workers: 2 });
    run.stop();
    expect(await run.finished).toEqual({ kind: 'stopped', by: 'user' });
    expect(run.events).toMatchObject([{ type: 'finished', reason: { kind: 'stopped' } }]);
    expect(workersOf(process.pid)).toEqual([]);
  });

  it('does not wait for a worker that hangs', async () => {
    const run = new Play({ scenarios: endless, baseUrl: target.baseUrl, workers: 2 });
    await run.second(0);
    const [hanging = 0] = workersOf(process.pid);
    process.kill(hanging, 'SIGSTOP');
    const before = performance.now();
    run.stop();
    expect(await run.finished).toEqual({ kind: 'stopped', by: 'user' });
    expect(performance.now() - before).toBeLessThan(1000);
    expect(workersOf(process.pid)).toEqual([]);
    expect(run.of('busy').count).toBeGreaterThan(0);
  });
});

describe('a load worker', () => {
  it('is locked down and gets nothing of our environment', async () => {
    process.env.REHEARSAL_TEST_TOKEN = 'not for workers';
    const run = new Play({ scenarios: endless, baseUrl: target.baseUrl });
    await run.second(0);
    const [pid = 0] = workersOf(process.pid);
    const environment = readFileSync(`/proc/${pid}/environ`, 'utf8');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    run.stop();
    await run.finished;
    expect(environment).not.toContain('REHEARSAL_TEST_TOKEN');
    expect(environment).not.toContain('HOME=');
    expect(command).toContain('--permission');
    expect(
      command
        .filter((part) => part.startsWith('--allow'))
        .every((part) => part.startsWith('--allow-fs-read=')),
    ).toBe(true);
  });
});

describe('a worker that is killed', () => {
  it('ends the run with a reason, and what was measured stays', async () => {
    const run = new Play({ scenarios: endless, baseUrl: target.baseUrl, workers: 2 });
    await run.second(1);
    const said = run.snapshots.length;
    const [victim = 0] = workersOf(process.pid);
    process.kill(victim, 'SIGKILL');
    const reason = await run.finished;
    expect(reason).toMatchObject({ kind: 'worker-crashed' });
    expect(reason).toHaveProperty(
      'detail',
      expect.stringMatching(`^Load worker [12] of 2 \\(process ${victim}\\) was ended by SIGKILL$`),
    );
    expect(run.snapshots.length).toBeGreaterThanOrEqual(said);
    expect(run.snapshots.map(({ second }) => second)).toEqual(run.snapshots.map((_, index) => index));
    expect(run.of('busy').count).toBeGreaterThan(0);
    expect(workersOf(process.pid)).toEqual([]);
  });
});

describe('a supervisor that is killed', () => {
  it('takes its workers with it', async () => {
    const lonely = fork(fileURLToPath(new URL('support/lonely-supervisor.ts', import.meta.url)), [
      target.baseUrl,
    ]);
    await new Promise((resolve) => lonely.once('message', resolve));
    const pids = workersOf(lonely.pid ?? 0);
    expect(pids).toHaveLength(2);
    const gone = new Promise((resolve) => lonely.once('exit', resolve));
    lonely.kill('SIGKILL');
    await gone;
    await until(() => !pids.some(isAlive), 2000, 'the workers end by themselves');
  });
});

describe('a run that cannot start', () => {
  it('says why, and starts no process', async () => {
    const run = await play({
      baseUrl: 'http://shop.example.com',
      environment: { maxVUs: 8 },
      scenarios: endless,
    });
    expect(run.events).toMatchObject([{ type: 'finished', reason: { kind: 'could-not-start' } }]);
    const reason = await run.finished;
    expect(reason).toHaveProperty('detail', expect.stringContaining('needs up to 20 VUs'));
    expect(reason).toHaveProperty(
      'detail',
      expect.stringContaining('shop.example.com is not an allowed host'),
    );
  });
});
