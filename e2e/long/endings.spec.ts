import type { PlanInput } from '../../lib/plan/plan.ts';
import { Api } from '../support/api.ts';
import { App, temporaryFolder } from '../support/app.ts';
import { expect, test } from '../support/app-fixture.ts';
import { ENDED, RunPage } from './support/run-page.ts';
import { shop } from './support/shop.ts';

/** What ends a run against the demo shop by itself, in words; and what watchers see when their connection ends. */

test.use({ demo: true });

const planOf = (over: Partial<PlanInput>): PlanInput => ({
  version: 1,
  name: 'Ended early',
  warmUp: 'none',
  scenarios: [
    {
      name: 'Browse',
      executor: { type: 'constant-arrival-rate', rate: 4, duration: '2m', maxVUs: 10 },
      steps: [{ type: 'request', name: 'Lost product', url: '/api/v1/products/99999999' }],
    },
  ],
  ...over,
});

const EARLY: [what: string, plan: Partial<PlanInput>, said: RegExp][] = [
  [
    'a threshold, after its delay',
    {
      thresholds: [
        { metric: 'http_req_failed', rule: 'rate<0.5', abortOnFail: true, delayAbortEval: '6s', over: '3s' },
      ],
    },
    /Threshold rate<0\.5 of http_req_failed.* was broken and ended the run/,
  ],
  [
    'a page of the target that does not answer',
    { health: [{ url: '/no-such-page', every: '1s', failures: 2 }] },
    /The target was not well: .*404/,
  ],
  [
    'a header of the target',
    { health: [{ url: '/health', every: '1s', failures: 2, header: 'content-type: text/html' }] },
    /The target was not well: .*content-type/,
  ],
  [
    'a metric of the target',
    { health: [{ url: '/metrics', every: '1s', failures: 2, metric: 'db_pool_size', limit: '<1' }] },
    /The target was not well: .*db_pool_size/,
  ],
];

for (const [what, over, said] of EARLY)
  test(`it ends by ${what}, and the page says why`, async ({ page, api }) => {
    const { id: environmentId } = await shop(api, '1.1');
    const id = await api.createRun({ planId: await api.createPlan(planOf(over)), environmentId });
    const ana = await RunPage.open(page, id);
    await expect(ana.heading).toContainText(ENDED, { timeout: 90_000 });
    await expect(ana.events.first()).toContainText(said);
    const { view } = await api.run(id);
    expect(view.endReason).toMatch(said);
    // Long before its time, but not before its delay.
    expect(view.elapsedSeconds).toBeLessThan(110);
    expect(view.elapsedSeconds).toBeGreaterThanOrEqual(over.thresholds ? 6 : 1);
  });

test('in production it goes on only while somebody watches', async ({ page, browser, api }) => {
  const { baseUrl } = await shop(api, '1.1');
  const environmentId = await api.createEnvironment({ baseUrl, production: true, deadMansSwitch: '4s' });
  const id = await api.createRun({ planId: await api.createPlan(planOf({})), environmentId });
  const room = await browser.newContext();
  const bo = await RunPage.open(await room.newPage(), id);
  await expect(bo.page.getByText('Live', { exact: true })).toBeVisible();
  const { view } = await api.runWhen(id, ({ view }) => view.elapsedSeconds >= 8);
  expect(view.status).toBe('running');
  await room.close();
  const ended = await api.runWhen(id, ({ run }) => run.status === 'finished');
  expect(ended.view.endReason).toMatch(/watch/i);
  const ana = await RunPage.open(page, id);
  await expect(ana.events.first()).toContainText(/watch/i);
});

test('who loses the connection, whose tab slept, and who is there when the server starts again, see the same in the end', async ({
  page,
  context,
  browser,
}) => {
  const folder = temporaryFolder();
  let app = await App.start(folder.path, { args: [] });
  const port = new URL(app.url).port;
  try {
    const api = new Api(app.url);
    const { id: environmentId } = await shop(api, '1.1');
    const id = await api.createRun({ planId: await api.createPlan(planOf({})), environmentId });
    await page.goto(`${app.url}/runs/${id}`);
    const other = await (await browser.newContext()).newPage();
    await other.goto(`${app.url}/runs/${id}`);
    const [ana, bo] = [new RunPage(page), new RunPage(other)];
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    const sleepy = await browser.newContext();
    const cy = await RunPage.open(await sleepy.newPage(), id, '', app.url);
    await expect(cy.page.getByText('Live', { exact: true })).toBeVisible();
    const session = await sleepy.newCDPSession(cy.page);
    await session.send('Page.setWebLifecycleState', { state: 'frozen' });
    await context.setOffline(true);
    await expect(page.getByText(/Reconnecting/)).toBeVisible({ timeout: 90_000 });
    const { view } = await api.run(id);
    await api.runWhen(id, ({ view: later }) => later.elapsedSeconds >= view.elapsedSeconds + 5);
    await context.setOffline(false);
    await session.send('Page.setWebLifecycleState', { state: 'active' });
    const missed = await api.run(id);
    for (const one of [ana, cy]) {
      await expect(one.page.getByText('Live', { exact: true })).toBeVisible({ timeout: 60_000 });
      // Every second of it, with those that were missed.
      await expect
        .poll(async () => Number(await one.chart(/^Throughput/).getAttribute('aria-valuenow')))
        .toBeGreaterThan(missed.view.elapsedSeconds);
    }

    await app.end('SIGKILL');
    await expect(bo.page.getByText(/Reconnecting/)).toBeVisible({ timeout: 60_000 });
    app = await App.start(folder.path, { args: [], env: { PORT: port } });
    for (const one of [ana, bo, cy]) await expect(one.heading).toContainText(ENDED, { timeout: 90_000 });
    await expect(ana.page.getByText(/The server ended unexpectedly/i).first()).toBeVisible();
    const ended = await new Api(app.url).run(id);
    for (const one of [ana, bo, cy])
      await expect(one.figures).toContainText(`${ended.view.totals.failed} of ${ended.view.totals.requests}`);
    await other.context().close();
    await sleepy.close();
  } finally {
    await app.end();
    folder.remove();
  }
});
