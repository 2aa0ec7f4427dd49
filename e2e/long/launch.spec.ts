import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { LaunchDetail } from '../../lib/api/launches.ts';
import type { CapacityAnswer } from '../../lib/capacity/report.ts';
import type { FindingKind } from '../../lib/findings/finding.ts';
import { readPlan } from '../../lib/plan-file/plan-file.ts';
import type { Api } from '../support/api.ts';
import { temporaryFolder } from '../support/app.ts';
import { expect, test } from '../support/app-fixture.ts';
import { type ShopProcess, startShop } from './support/shop-process.ts';

/**
 * The whole path: a launch of shop 1.0 is rehearsed, what its report says to mend first is mended, and the launch is rehearsed
 * again, until nothing is found any more. Nobody tells the test in which order: the report does.
 */

const PEAK = 24;

/** Which fault of the shop each finding means. */
const FAULT_OF: Partial<Record<FindingKind, string>> = {
  'n-plus-one': 'n-plus-one',
  'pool-exhausted': 'small-pool',
  'slow-query': 'slow-search',
  'memory-leak': 'body-leak',
  'large-payload': 'big-payload',
  'event-loop-blocked': 'blocking',
};
const FAULTS = Object.values(FAULT_OF);
/** Of the machine that all of it runs on, not of the shop: somebody else had its time. */
const OF_THE_MACHINE: readonly FindingKind[] = ['cpu-starved', 'generator-limit'];

const ofTheShop = ({ findings: { list } }: LaunchDetail) =>
  list.filter(({ finding }) => !OF_THE_MACHINE.includes(finding.kind));

function shopPlan() {
  const read = readPlan(readFileSync(join(import.meta.dirname, '../../examples/plans/shop.yaml'), 'utf8'));
  if (!read.ok) throw new Error('examples/plans/shop.yaml is no plan');
  return {
    ...read.plan,
    thresholds: [
      { metric: 'http_req_duration', rule: 'p(95)<1000' },
      { metric: 'http_req_failed', rule: 'rate<0.01' },
    ],
  };
}

/** What the first rehearsal is told: short levels, and a search that need not be precise. */
async function fillIn(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Load at the peak').fill(String(PEAK));
  await dialog.getByLabel('The peak sustained for').fill('50s');
  await dialog.getByLabel('Each other level for').fill('12s');
  await dialog.getByLabel('Environment').click();
  await page.getByRole('option', { name: 'Shop' }).click();
  await dialog.getByText('How to search').click();
  for (const [label, value] of [
    ['First load', '12'],
    ['Highest load', '240'],
    ['Shortest step', '4s'],
    ['Longest step', '16s'],
    ['Recovers within', '20s'],
    ['Precision', '25'],
  ] as const)
    await dialog.getByLabel(label).fill(value);
}

/** Starts what the dialog holds, and waits for the end of the rehearsal. */
async function rehearse(page: Page, api: Api, release: string): Promise<LaunchDetail> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Release').fill(release);
  const started = page.waitForResponse(
    (response) => response.request().method() === 'POST' && response.url().endsWith('/api/launches'),
  );
  await dialog.getByRole('button', { name: 'Start the rehearsal' }).click();
  const { id } = LaunchDetail.parse(await (await started).json());
  await expect(page).toHaveURL(new RegExp(`/launches/${id}$`));
  await expect(page.getByRole('status').first()).toContainText('The rehearsal goes on');
  await expect(page.getByRole('button', { name: 'Rehearse again' })).toBeVisible({ timeout: 900_000 });
  return LaunchDetail.parse(await (await api.send('GET', `/api/launches/${id}`)).json());
}

const words = ({ capacity }: LaunchDetail) =>
  `${capacity?.answer?.low ?? '?'} to ${capacity?.answer?.high ?? '?'}`;

const answerOf = ({ capacity }: LaunchDetail): CapacityAnswer => {
  if (!capacity?.answer) throw new Error('The search gave no answer');
  return capacity.answer;
};

test('mends what the report of shop 1.0 names, one after the other, until 1.1 is ready', async ({
  page,
  api,
}) => {
  test.setTimeout(60 * 60_000);
  const folder = temporaryFolder();
  const dataDir = folder.path;
  let shop: ShopProcess = await startShop('1.0', { dataDir });
  const { port } = new URL(shop.url);
  try {
    await api.createEnvironment({
      ...{ name: 'Shop', baseUrl: shop.url, maxVUs: 400, maxRequestsPerSecond: 2000 },
      probes: [{ type: 'prometheus', name: 'Shop', url: '/metrics', every: '1s' }],
    });
    const planId = await api.createPlan(shopPlan());
    await page.goto(`/plans/${planId}`);
    await page.getByRole('button', { name: 'Rehearse a launch' }).click();
    await fillIn(page);
    const first = await rehearse(page, api, '1.0');
    console.log(`1.0: ${first.answer} Capacity ${words(first)}.`);
    expect(first.readiness).toBe('not-ready');
    await expect(page.getByRole('status').first()).toContainText('Not ready.');
    await expect(page.getByRole('main')).toContainText(
      `At the expected peak of ${PEAK} users it fails: Threshold p(95)<1000 of http_req_duration was broken`,
    );

    const mended: string[] = [];
    let before = first;
    while (mended.length < FAULTS.length) {
      const list = ofTheShop(before);
      console.log(`   ${list.map(({ finding, since }) => `${finding.kind} (${since})`).join(', ')}`);
      const next = list[0]?.finding;
      if (!next)
        throw new Error(
          `Nothing is found although these are there: ${FAULTS.filter((one) => one && !mended.includes(one))}`,
        );
      const item = page.getByRole('region', { name: 'What to mend first' }).getByRole('listitem').first();
      await expect(item).toContainText(`1. ${next.title}`);
      for (const { text } of next.evidence) await expect(item).toContainText(text);

      const fault = FAULT_OF[next.kind] ?? next.kind;
      expect(mended, `${next.title} is found again after it was mended`).not.toContain(fault);
      mended.push(fault);
      await shop.stop();
      const isLast = mended.length === FAULTS.length;
      shop = await startShop(isLast ? '1.1' : '1.0', {
        ...{ port: Number(port), dataDir },
        mended: isLast ? [] : mended,
      });

      await page.getByRole('button', { name: 'Rehearse again' }).click();
      const release = isLast ? '1.1' : `1.0 without ${mended.join(', ')}`;
      const now = await rehearse(page, api, release);
      console.log(`${release}: ${now.answer} Capacity ${words(now)}.`);
      const row = page
        .getByRole('table', { name: 'Findings of this rehearsal and the one before' })
        .getByRole('row', { name: next.title });
      await expect(row).toContainText('gone');
      const [was, is] = [answerOf(before), answerOf(now)];
      // Above all that the first release can do, and not below what the one before can.
      expect(is.low ?? 0, 'more than 1.0').toBeGreaterThan(answerOf(first).high ?? Number.POSITIVE_INFINITY);
      expect(is.high ?? Number.POSITIVE_INFINITY, 'no less than before').toBeGreaterThanOrEqual(was.low ?? 0);
      before = now;
    }
    // Somebody else had the machine, so that nothing else can be told of it: once more.
    if (before.readiness !== 'ready' && ofTheShop(before).length < before.findings.list.length) {
      await page.getByRole('button', { name: 'Rehearse again' }).click();
      before = await rehearse(page, api, '1.1');
      console.log(`1.1 again: ${before.answer} Capacity ${words(before)}.`);
    }
    expect(before.readiness).toBe('ready');
    await expect(page.getByRole('status').first()).toHaveText('Ready for the launch.');
    expect(ofTheShop(before)).toEqual([]);
  } finally {
    await shop.stop();
    folder.remove();
  }
});
