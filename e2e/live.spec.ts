import type { Page } from '@playwright/test';
import type { PlanInput } from '../lib/plan/plan.ts';
import type { Api } from './support/api.ts';
import { expect, test } from './support/app-fixture.ts';

/** What viewers of a run see while it goes on: all the same, without a gap, whatever happens to their network. */

const steady = (seconds: number): PlanInput => ({
  version: 1,
  name: `Steady for ${seconds} s`,
  scenarios: [
    {
      name: 'Visitors',
      executor: { type: 'constant-arrival-rate', rate: 20, duration: `${seconds}s`, maxVUs: 10 },
      steps: [{ type: 'request', name: 'Home', url: '/', checks: [{ source: 'status', value: 200 }] }],
    },
  ],
  thresholds: [{ metric: 'http_req_failed', rule: 'rate<0.01' }],
});

async function startedRun(api: Api, baseUrl: string, seconds: number): Promise<string> {
  const environmentId = await api.createEnvironment({ name: `Target of ${seconds} s`, baseUrl });
  const planId = await api.createPlan(steady(seconds));
  const id = await api.createRun({ planId, environmentId, release: 'live' });
  await api.runWhen(id, ({ view }) => view.elapsedSeconds >= 1);
  return id;
}

/** Seconds that the chart's table lists, and the requests of each. */
async function tableOf(page: Page): Promise<{ second: string; requests: string }[]> {
  const chart = page.getByRole('region', { name: 'Charts' }).getByRole('region', { name: /Throughput/ });
  const toggle = chart.getByRole('button', { name: 'Table' });
  if ((await toggle.getAttribute('aria-pressed')) !== 'true') await toggle.click();
  return chart
    .getByRole('table')
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => {
        const [second = '', requests = ''] = [...row.querySelectorAll('th, td')].map(
          (cell) => cell.textContent ?? '',
        );
        return { second, requests };
      }),
    );
}

/** Over, with all figures. Which verdict is not the matter: browsers that open may take the generator's time, and it says so. */
const ENDED = /Passed|Invalid/;

const elapsed = (page: Page) => page.getByText(/\d+:\d\d\s*elapsed/);

test('a viewer without network for ten seconds misses nothing afterwards', async ({
  page,
  context,
  api,
  target,
}) => {
  const id = await startedRun(api, target.url, 25);
  await page.goto(`/runs/${id}`);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText(/Reconnecting/)).toBeVisible({ timeout: 60_000 });
  const lost = (await api.run(id)).view.elapsedSeconds;
  await api.runWhen(id, ({ view }) => view.elapsedSeconds >= Math.min(lost + 10, 24));
  await context.setOffline(false);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(ENDED, { timeout: 60_000 });

  const { view } = await api.run(id);
  const rows = await tableOf(page);
  expect(rows).toHaveLength(view.points.length);
  expect(rows.map(({ requests }) => Number.parseFloat(requests))).toEqual(
    view.points.map(({ requests }) => requests),
  );
});

test('who joins late sees the same as who was there from the start', async ({
  page,
  browser,
  api,
  target,
}) => {
  const id = await startedRun(api, target.url, 10);
  await page.goto(`/runs/${id}`);
  await expect(elapsed(page)).toBeVisible();
  await api.runWhen(id, ({ view }) => view.elapsedSeconds >= 5);
  const late = await (await browser.newContext()).newPage();
  await late.goto(`/runs/${id}`);
  for (const viewer of [page, late]) {
    await expect(viewer.getByRole('heading', { level: 1 })).toContainText(ENDED, { timeout: 60_000 });
  }
  expect(await tableOf(late)).toEqual(await tableOf(page));
  expect((await tableOf(late)).length).toBeGreaterThanOrEqual(10);
  const { view } = await api.run(id);
  expect(view.totals.requests).toBe(target.received);
  await late.context().close();
});

test('the stop button ends a run, and the page says so', async ({ page, api, target }) => {
  const id = await startedRun(api, target.url, 120);
  await page.goto(`/runs/${id}`);
  await page.getByRole('button', { name: 'Stop the run' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Aborted');
  await expect(page.getByText(/stopped by the user/i).first()).toBeVisible();
});

test('the kill switch is on every page of a phone while something runs', async ({ page, api, target }) => {
  const id = await startedRun(api, target.url, 121);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/environments');
  await page.getByRole('button', { name: 'Stop all runs' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: /stop/i }).click();
  const { run } = await api.runWhen(id, ({ run }) => run.status === 'finished');
  expect(run).toMatchObject({ verdict: 'aborted', endReason: expect.stringMatching(/kill switch/i) });
  await expect(page.getByRole('button', { name: 'Stop all runs' })).toBeHidden();
});
