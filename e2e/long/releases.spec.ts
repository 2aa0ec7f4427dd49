import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { RunEstimatesAnswer } from '../../lib/api/contract.ts';
import { RunSet, RunSetEstimates } from '../../lib/api/run-sets.ts';
import { EXIT_CODES } from '../../lib/headless/exit-code.ts';
import { answersOf, MARGINS } from '../../lib/judge/answers.ts';
import type { Api } from '../support/api.ts';
import { expect, test } from '../support/app-fixture.ts';
import { opensOffline } from '../support/offline-report.ts';
import { rehearsal } from './support/command-line.ts';
import { shop } from './support/shop.ts';
import { shopPlan } from './support/shop-plan.ts';
import { ATTEMPTS, validRun } from './support/valid-run.ts';

/** Two releases of the demo shop: run, compared, gated, reported; then the noise between its runs, and both in alternation. */

test.use({ demo: true });
/** Some of them have five runs, and one that is invalid is run again. */
test.describe.configure({ mode: 'serial', timeout: 1_800_000 });

const PLAN = shopPlan('Browse the shop', '45s');
const folder = mkdtempSync(join(tmpdir(), 'rehearsal-releases-'));
const planFile = join(folder, 'plan.json');
writeFileSync(planFile, JSON.stringify(PLAN));
test.afterAll(() => rmSync(folder, { recursive: true }));

let planId = '';
/** The first run of each release. */
let [old, fresh] = ['', ''];

/** Runs the release on the server, and answers with the id of the run when it is over. */
async function measured(api: Api, release: '1.0' | '1.1'): Promise<string> {
  const { id: environmentId } = await shop(api, release);
  return validRun(api, { planId, environmentId, release });
}

async function estimates(api: Api, baseline: string, candidate: string) {
  const query = new URLSearchParams({ baseline, candidate });
  return RunEstimatesAnswer.parse(await (await api.send('GET', `/api/compare/estimates?${query}`)).json());
}

/** Waits on the page of a set until all of its runs can be judged; those that cannot are run again. */
async function allOver(page: Page): Promise<string> {
  await expect(page).toHaveURL(/\/compare\/sets\/[^/]+$/);
  const done = page.getByText(/All \d runs are over/);
  const again = page.getByRole('button', { name: /^Run (them|the missing .*) again$/ });
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    await expect(done.or(again)).toBeVisible({ timeout: 480_000 });
    if (await done.isVisible()) break;
    await again.click();
    await expect(again).toBeHidden();
  }
  await expect(done).toBeVisible({ timeout: 480_000 });
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

test('both releases are run and compared, and the answer is in words', async ({ page, api }) => {
  planId = await api.createPlan(PLAN);
  old = await measured(api, '1.0');
  fresh = await measured(api, '1.1');
  await page.goto(`/compare?baseline=${old}&candidate=${fresh}`);
  await expect(page.getByText(/faster at p\d\d .*nothing is (known to be )?worse/)).toBeVisible();
  const table = page.getByRole('table', { name: 'Requests of both runs' });
  await expect(table.getByRole('row', { name: /List products/ })).toContainText('better');
  await expect(page.getByRole('list', { name: 'What else differs' })).toContainText('Shop 1.0');
  for (const chart of ['Response time by percentile', /by load/, 'Where the response times differ'])
    await expect(page.getByRole('heading', { name: chart })).toBeVisible();
});

test('the gate of the command line lets 1.1 pass and holds 1.0 back, with a report that needs no network', async ({
  page,
  app,
  api,
}) => {
  const run = async (release: '1.0' | '1.1', ...gate: string[]) => {
    const { baseUrl } = await shop(api, release);
    const report = join(folder, `${release}.html`);
    const all = ['--base-url', baseUrl, '--release', release, '--server', app.url, ...gate, '--html', report];
    for (let attempt = 1; ; attempt++) {
      const found = await rehearsal('run', planFile, ...all);
      const isInvalid =
        found.code === EXIT_CODES.invalidRun && /could not keep up/.test(found.stdout + found.stderr);
      if (!isInvalid || attempt === ATTEMPTS) return { ...found, report };
    }
  };
  const passing = await run('1.1', '--baseline', '1.0', '--fail-on', 'worse');
  expect(passing.stderr + passing.stdout).toContain('Compared with release 1.0');
  expect(passing.code, passing.stderr + passing.stdout).toBe(0);
  await opensOffline(page, passing.report, /The gates let it ship.*nothing is (known to be )?worse/);

  const failing = await run('1.0', '--baseline', '1.1', '--fail-on', 'worse');
  expect(failing.stdout).toMatch(/List products\n +p50 .* worse/);
  expect(failing.code, failing.stderr + failing.stdout).toBe(99);
  await opensOffline(page, failing.report, /slower at p\d\d/);
});

test('what is pinned comes first, and is measured by', async ({ page }) => {
  await page.goto(`/compare?baseline=${fresh}&candidate=${old}`);
  await page.getByRole('button', { name: 'Pin as the baseline of Shop 1.1' }).click();
  await expect(page.getByRole('button', { name: 'Unpin the baseline' })).toBeVisible();
  await page.goto(`/runs/${old}`);
  await page.getByRole('button', { name: 'Compare with' }).click();
  const first = page.getByRole('dialog').getByRole('link').first();
  await expect(first).toContainText('baseline');
  await first.click();
  // Though it is the newer of the two.
  await expect(page).toHaveURL(new RegExp(`baseline=${fresh}&candidate=${old}`));
});

test('runs of the same release measure the noise, which widens every interval, and are not told apart', async ({
  page,
  api,
}) => {
  const pair = [fresh, await measured(api, '1.1')] as const;
  const before = await estimates(api, ...pair);
  expect(before.noise).toBeUndefined();

  const { id } = await shop(api, '1.1');
  await page.goto(`/environments/${id}`);
  await page.getByLabel('Plan to measure the noise with').click();
  await page.getByRole('option', { name: PLAN.name }).click();
  await page.getByRole('button', { name: 'Measure the noise…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Release').fill('1.1');
  await dialog.getByRole('button', { name: 'Start the runs' }).click();
  await allOver(page);
  await expect(page.getByText(/4 equal runs in this environment differed/)).toBeVisible();

  const after = await estimates(api, ...pair);
  expect(after.noise?.runs).toBe(4);
  for (const [at, { metric, error, lacks }] of after.total.estimates.entries()) {
    if (lacks !== null) continue;
    const spread = after.noise?.metrics[metric]?.variance ?? 0;
    const was = before.total.estimates[at]?.error ?? 0;
    if (spread > 0) expect(error, metric).toBeGreaterThan(was);
    else expect(error, metric).toBeCloseTo(was, 12);
  }
  const judged = answersOf(after, MARGINS);
  for (const { judged: answers } of [judged.total, ...judged.requests])
    for (const { answer, metric } of Object.values(answers))
      expect(['equivalent', 'not-enough-data'], metric).toContain(answer);
  await page.goto(`/compare?baseline=${pair[0]}&candidate=${pair[1]}`);
  await expect(page.getByText('All intervals have this noise in them.')).toBeVisible();
  await expect(page.getByRole('table', { name: 'Requests of both runs' })).not.toContainText(/worse|better/);
});

test('one click runs both releases in alternation, and judges them pair by pair', async ({ page, api }) => {
  await page.goto(`/compare?baseline=${old}&candidate=${fresh}`);
  await page.getByRole('button', { name: 'Run both again in alternation (A B B A)' }).click();
  const id = await allOver(page);
  await expect(page.getByText(/faster at p\d\d .*nothing is (known to be )?worse/).first()).toBeVisible();
  const pairs = page.getByRole('table', { name: 'Pairs' });
  await expect(pairs.getByRole('row')).toHaveCount(3);
  for (const at of [1, 2]) await expect(pairs.getByRole('row').nth(at)).toContainText('faster');

  const set = RunSet.parse(await (await api.send('GET', `/api/run-sets/${id}`)).json());
  expect(set.runs.map(({ side, run }) => `${side} ${run.release}`)).toEqual([
    'A 1.0',
    'B 1.1',
    'B 1.1',
    'A 1.0',
  ]);
  const told = RunSetEstimates.parse(await (await api.send('GET', `/api/run-sets/${id}/estimates`)).json());
  const answers = told.together && answersOf(told.together, MARGINS);
  const listing = answers?.requests.find(({ name }) => name === 'List products');
  expect(listing?.judged.p50.answer).toBe('better');
});
