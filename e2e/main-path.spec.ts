import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './support/app-fixture.ts';
import { opensOffline } from './support/offline-report.ts';

/** The five-minute tour of the README: the ready-made plan against both releases of the demo shop, then compared. */

test.use({ demo: true });

const PLAN = 'Shop: browse, search, buy';

async function startRun(page: Page, environment: string, release: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Environment').click();
  await page.getByRole('option', { name: environment }).click();
  await dialog.getByLabel('Release').fill(release);
  await dialog.getByRole('button', { name: /^(Start the run|Run)$/ }).click();
  await expect(page).toHaveURL(/\/runs\/[^/]+$/);
}

/** Figures come in while it runs, and the run ends with this verdict. */
async function watchUntil(page: Page, verdict: 'Passed' | 'Failed'): Promise<void> {
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText('Running', { timeout: 30_000 });
  await expect(page.getByText(/0:\d\d\s*elapsed/)).toBeVisible({ timeout: 30_000 });
  const requests = page.getByRole('table', { name: 'Requests', exact: true });
  await expect(requests.getByRole('row', { name: /List products/ })).toContainText('/s');
  await expect(heading).toContainText(verdict, { timeout: 180_000 });
}

test('run the demo plan against 1.0 and see it fail, against 1.1 and see it pass, and compare both', async ({
  page,
}, testInfo) => {
  test.setTimeout(420_000);
  await page.goto('/');
  await page.getByRole('link', { name: PLAN }).click();
  await expect(page.getByRole('heading', { level: 1, name: PLAN })).toBeVisible();
  await expect(page.getByText('Up to 24 users at once')).toBeVisible();

  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await startRun(page, 'Shop 1.0', '1.0');
  await watchUntil(page, 'Failed');
  await expect(page.getByText(/^Failed:/)).toContainText('p95 response time');

  const findings = page.getByRole('region', { name: 'Findings' });
  await expect(findings).toContainText('N+1 queries in GET /api/v1/products');
  await expect(findings).toContainText('Large answers, not compressed');
  const shop = page.getByRole('region', { name: 'Probe Shop' });
  await expect(
    shop.getByRole('figure', { name: /^Queries per request: .*GET \/api\/v1\/products/ }),
  ).toBeVisible();

  await page.getByRole('button', { name: 'Run again' }).click();
  await startRun(page, 'Shop 1.1', '1.1');
  await watchUntil(page, 'Passed');

  await page.getByRole('button', { name: 'Compare with' }).click();
  await page.getByRole('dialog').getByRole('link', { name: /1\.0/ }).click();
  await expect(page).toHaveURL(/\/compare\?/);
  await expect(page.getByText(/faster at p\d\d .*nothing is (known to be )?worse/)).toBeVisible();
  const table = page.getByRole('table', { name: 'Requests of both runs' });
  for (const request of [
    'List products',
    'Show product',
    'Search products',
    'Log in',
    'Add to cart',
    'Place order',
  ]) {
    await expect(table.getByRole('row', { name: new RegExp(request) })).toContainText('better');
  }

  await expect(page.getByRole('list', { name: 'What else differs' })).toContainText('Shop 1.0');
  const report = await page.getByRole('link', { name: /Download the report/ }).getAttribute('href');
  const answer = await page.request.get(report ?? '');
  const file = testInfo.outputPath('report.html');
  writeFileSync(file, await answer.text());
  await opensOffline(page, file, /shipping it.*nothing is (known to be )?worse/);

  const pair = new URL(page.url()).searchParams;
  const gate = async (baseline: string | null, candidate: string | null) => {
    const query = new URLSearchParams({
      baseline: baseline ?? '',
      candidate: candidate ?? '',
      failOn: 'worse',
    });
    return (await page.request.get(`/api/compare/gate?${query}`)).json();
  };
  expect(await gate(pair.get('baseline'), pair.get('candidate'))).toMatchObject({ passed: true, broken: [] });
  expect(await gate(pair.get('candidate'), pair.get('baseline'))).toMatchObject({ passed: false });

  await page.getByRole('link', { name: 'Runs', exact: true }).click();
  const history = page.getByRole('table', { name: 'Runs' });
  await expect(history.getByRole('row', { name: /Shop 1\.0/ })).toContainText('Failed');
  await expect(history.getByRole('row', { name: /Shop 1\.1/ })).toContainText('Passed');
});
