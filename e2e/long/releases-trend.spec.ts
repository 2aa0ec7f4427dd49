import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Shop, startShop } from '../../examples/shop/shop.ts';
import { Trends } from '../../lib/api/trends.ts';
import { expect, test } from '../support/app-fixture.ts';
import { shopPlan } from './support/shop-plan.ts';
import { validRun } from './support/valid-run.ts';

/** Releases of a shop that follow on each other at one address; with one of them the listing gets slower. */

const RELEASES = ['2.0', '2.1', '2.2', '2.3', '2.4', '2.5', '2.6', '2.7', '2.8', '2.9', '3.0', '3.1'];
const SLOWER_FROM = '2.5';

test('the release with which the shop got slower is named', async ({ page, api }) => {
  test.setTimeout(1_800_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'rehearsal-trend-'));
  let port = 0;
  const open = (release: string): Promise<Shop> =>
    // As many products as the pages that are asked for have.
    startShop({
      ...{ release: '1.1', port, dataDir, products: 5000 },
      faults: { 'n-plus-one': release >= SLOWER_FROM ? 1 : false },
    });
  let running = await open('2.0');
  port = Number(new URL(running.url).port);
  const environmentId = await api.createEnvironment({ name: 'Nightly', baseUrl: running.url });
  const planId = await api.createPlan(shopPlan('Nightly', '10s'));
  const runs: string[] = [];
  for (const release of RELEASES) {
    await running.close();
    running = await open(release);
    runs.push(await validRun(api, { planId, environmentId, release }));
  }
  await running.close();
  rmSync(dataDir, { recursive: true });

  const question = `planId=${planId}&environmentId=${environmentId}`;
  const { requests } = Trends.parse(await (await api.send('GET', `/api/trends?${question}`)).json());
  const listing = requests.findIndex(({ name }) => name === 'List products');
  await page.goto(`/compare/trends?plan=${planId}&environment=${environmentId}&request=${listing}`);
  await expect(page.getByText(/^It got slower with release/)).toBeVisible();
  // The p99 of so few requests is the slowest of them, which a busy machine may change once more.
  const change = page
    .getByRole('list', { name: 'Changes' })
    .getByRole('listitem')
    .filter({ hasText: `elease ${SLOWER_FROM}` });
  await expect(change).toContainText('p50 from');
  await change.getByRole('link', { name: 'Compare with the run before it' }).click();
  const [before, first] = [runs[RELEASES.indexOf(SLOWER_FROM) - 1], runs[RELEASES.indexOf(SLOWER_FROM)]];
  await expect(page).toHaveURL(new RegExp(`baseline=${before}&candidate=${first}`));
});
