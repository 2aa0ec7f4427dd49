import { expect, test } from '@playwright/test';
import type { PlanInput } from '../lib/plan/plan.ts';
import { Api } from './support/api.ts';
import { App, isAlive, temporaryFolder } from './support/app.ts';
import { CountingTarget } from './support/counting-target.ts';
import { smallDisk } from './support/small-disk.ts';

/** What happens to a run when things are killed: the real server, real processes, a real target. */

const steady: PlanInput = {
  version: 1,
  name: 'Steady load',
  scenarios: [
    {
      name: 'Visitors',
      executor: { type: 'constant-arrival-rate', rate: 50, duration: '5m', preAllocatedVUs: 5, maxVUs: 20 },
      steps: [{ type: 'request', name: 'Home', url: '/' }],
    },
  ],
};

let folder: ReturnType<typeof temporaryFolder>;
let target: CountingTarget;
let app: App;
let api: Api;

test.beforeEach(async () => {
  folder = temporaryFolder();
  target = await CountingTarget.start();
  await startApp();
});

test.afterEach(async () => {
  await app.end();
  await target.stop();
  folder.remove();
});

async function startApp(env: Record<string, string> = {}): Promise<void> {
  app = await App.start(folder.path, { env });
  api = new Api(app.url);
}

/** A run of steady load that has three seconds of figures. */
async function runningRun(): Promise<string> {
  const environmentId = await api.createEnvironment({ baseUrl: target.url });
  const planId = await api.createPlan(steady);
  const id = await api.createRun({ planId, environmentId, release: '1.0' });
  await api.runWhen(id, ({ view }) => view.elapsedSeconds >= 3);
  return id;
}

test('a server killed in mid-run shows that run as aborted after the next start, up to the last two seconds; pages that watched find back', async ({
  page,
}) => {
  const id = await runningRun();
  await page.goto(`${app.url}/runs/${id}`);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  const workers = app.children;
  const before = (await api.run(id)).view;
  await app.end('SIGKILL');
  await expect
    .poll(() => workers.filter(isAlive), { message: 'load workers end with their server' })
    .toEqual([]);
  const sent = target.received;
  await expect(page.getByText(/Reconnecting/)).toBeVisible();

  await startApp({ PORT: new URL(app.url).port });
  const { run, view } = await api.run(id);
  expect(run).toMatchObject({ status: 'finished', verdict: 'aborted' });
  expect(run.endReason).toMatch(/server/i);
  expect(view.elapsedSeconds).toBeGreaterThanOrEqual(before.elapsedSeconds - 2);
  expect(view.points.map(({ second }) => second)).toEqual(view.points.map((_, index) => index));
  expect(view.totals.requests).toBeGreaterThanOrEqual(sent - 2 * 50 - 50);
  expect(view.totals.requests).toBeLessThanOrEqual(sent);
  // Nobody touched the page.
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Aborted', { timeout: 60_000 });
  await expect(page.getByLabel('Key figures')).toContainText(
    `${view.totals.requests.toLocaleString('en-US')} in all`,
  );
});

test('a load worker that is killed ends its run as aborted, and what was measured stays', async () => {
  const id = await runningRun();
  const [worker] = app.children;
  if (worker === undefined) throw new Error('The run has no worker process');
  process.kill(worker, 'SIGKILL');
  const { run, view } = await api.runWhen(id, ({ run }) => run.status === 'finished');
  expect(run.verdict).toBe('aborted');
  expect(run.endReason).toMatch(/worker/i);
  expect(view.elapsedSeconds).toBeGreaterThanOrEqual(3);
  expect(view.totals.requests).toBeGreaterThan(0);
  expect((await api.send('GET', '/api/health')).status).toBe(200);
});

test('SIGTERM ends a run as aborted with all its data, and leaves no process', async () => {
  const id = await runningRun();
  const workers = app.children;
  expect(workers.length).toBeGreaterThan(0);
  expect(await app.end('SIGTERM')).toBe(0);
  expect(workers.filter(isAlive)).toEqual([]);

  await startApp();
  const { run, view } = await api.run(id);
  expect(run).toMatchObject({ status: 'finished', verdict: 'aborted' });
  expect(view.totals.requests + view.totals.interrupted).toBe(target.received);
});

/** What the target has received one second after now, and that nothing more comes afterwards. */
async function loadHasEnded(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const afterOneSecond = target.received;
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(target.received, 'no load arrives more than one second after the stop').toBe(afterOneSecond);
}

test('stop ends the load within a second, and counts every request', async () => {
  const id = await runningRun();
  expect((await api.send('POST', `/api/runs/${id}/stop`)).ok).toBe(true);
  await loadHasEnded();
  const { run, view } = await api.runWhen(id, ({ run }) => run.status === 'finished');
  expect(run.verdict).toBe('aborted');
  expect(view.totals.requests + view.totals.interrupted).toBe(target.received);
});

test('the kill switch ends all load within a second', async () => {
  const id = await runningRun();
  expect(await (await api.send('POST', '/api/runs/stop-all')).json()).toEqual({ stopped: 1 });
  await loadHasEnded();
  expect((await api.runWhen(id, ({ run }) => run.status === 'finished')).run.verdict).toBe('aborted');
});

test('a data folder that cannot be used is said in a sentence, and the server does not start', async () => {
  await expect(App.start('/dev/null/rehearsal')).rejects.toThrow(/ended with 1: .*\/dev\/null\/rehearsal/s);
  await expect(App.start('/proc/rehearsal')).rejects.toThrow(/ended with 1: .*\/proc\/rehearsal/s);
});

test('a full disk ends the run as aborted; what was written stays, and the server lives on', async () => {
  const disk = smallDisk();
  test.skip(disk === null, 'a small disk cannot be mounted here: only root may');
  if (disk === null) return;
  await app.end();
  try {
    app = await App.start(disk.path);
    api = new Api(app.url);
    const id = await runningRun();
    const before = (await api.run(id)).view;
    disk.fill();
    const { view } = await api.runWhen(id, ({ view }) => view.status === 'finished');
    expect(view).toMatchObject({
      verdict: 'aborted',
      endReason: expect.stringMatching(/could not be written/i),
    });
    expect(view.elapsedSeconds).toBeGreaterThanOrEqual(before.elapsedSeconds);
    expect((await api.send('GET', '/api/health')).status).toBe(200);

    disk.makeRoom();
    // What stays is what was written: at most the second that found the disk full is missing.
    const kept = await api.runWhen(id, ({ run }) => run.status === 'finished');
    expect(kept.run).toMatchObject({ verdict: 'aborted', figures: { requests: kept.view.totals.requests } });
    expect(kept.view.elapsedSeconds).toBeGreaterThanOrEqual(view.elapsedSeconds - 2);
    expect(kept.view.totals.requests).toBeGreaterThanOrEqual(before.totals.requests);
  } finally {
    await app.end();
    disk.remove();
  }
});

test('a second server on the same data folder does not start', async () => {
  await expect(App.start(folder.path)).rejects.toThrow(/ended with 1/);
});
