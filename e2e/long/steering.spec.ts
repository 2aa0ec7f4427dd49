import type { PlanInput } from '../../lib/plan/plan.ts';
import type { Api } from '../support/api.ts';
import { expect, test } from '../support/app-fixture.ts';
import { ENDED, RunPage } from './support/run-page.ts';
import { shop } from './support/shop.ts';

/** Somebody has a hand on the load of the demo shop, and others watch; what they did can be done again. */

test.use({ demo: true });

const PLAN: PlanInput = {
  version: 1,
  name: 'Steered',
  warmUp: 'none',
  scenarios: [
    {
      name: 'Browse',
      executor: {
        type: 'ramping-vus',
        stages: [
          { duration: '1m', target: 2 },
          { duration: '2m', target: 4 },
        ],
        gracefulStop: '2s',
      },
      pacing: { distribution: 'constant', period: '500ms' },
      steps: [{ type: 'request', name: 'Show product', url: '/api/v1/products/7' }],
    },
  ],
};

async function started(api: Api, release: string): Promise<string> {
  const { id: environmentId } = await shop(api, '1.1');
  const id = await api.createRun({ planId: await api.createPlan(PLAN), environmentId, release });
  await api.runWhen(id, ({ view }) => view.elapsedSeconds >= 1);
  return id;
}

test('buttons, keys and API steer it, the other browser sees it, and the plan of it does it again', async ({
  page,
  browser,
  api,
}) => {
  const id = await started(api, 'steered');
  const ana = await RunPage.open(page, id);
  const room = await browser.newContext({ viewport: { width: 1920, height: 1080 }, colorScheme: 'dark' });
  const bo = await RunPage.open(await room.newPage(), id);
  await ana.page.getByRole('textbox', { name: 'users of Browse' }).fill('5');
  await ana.page.keyboard.press('Enter');
  await expect(bo.events.filter({ hasText: 'set to 5 users' })).toHaveCount(1);
  await expect(bo.page.getByRole('textbox', { name: 'users of Browse' })).toHaveValue('5');
  await api.runWhen(id, ({ view }) => view.points.at(-1)?.vus === 5);

  await bo.page.keyboard.press('p');
  await expect(ana.page.getByRole('button', { name: /Resume/ })).toBeVisible();
  await expect(ana.page.getByText('ends some time after it goes on again').first()).toBeVisible();
  await api.runWhen(id, ({ view }) => view.points.at(-1)?.vus === 0);
  await ana.page.getByRole('button', { name: /Resume/ }).click();
  await api.runWhen(id, ({ view }) => view.points.at(-1)?.vus === 5);
  await ana.page.keyboard.press('h');
  await expect(bo.page.getByRole('button', { name: /Go on/ })).toBeVisible();
  await bo.page.getByRole('button', { name: /Go on/ }).click();
  await ana.page.keyboard.press('e');
  await expect(bo.events.filter({ hasText: /1 min/ })).toHaveCount(1);
  await ana.page.getByRole('button', { name: /Next stage/ }).click();
  const answer = await api.send('POST', `/api/runs/${id}/steer`, { kind: 'set', value: 3, by: 'CI' });
  expect(answer.ok).toBe(true);
  await expect(ana.events.filter({ hasText: 'set to 3 users' })).toContainText('CI');
  await api.runWhen(id, ({ view }) => view.points.at(-1)?.vus === 3);

  await test.step('on the wall', async () => {
    await bo.page.getByRole('button', { name: 'Wall' }).click();
    const wall = bo.page.getByRole('region', { name: 'Wall' });
    for (const title of [/^Response time, point/, /^Throughput/, /spread/, /^Users/])
      await expect(wall.getByRole('slider', { name: title })).toBeInViewport({ ratio: 1 });
    await bo.page.screenshot({ path: 'test-results/wall-dark.png' });
    await bo.page.keyboard.press('Escape');
    await expect(wall).toBeHidden();
  });

  await ana.page.keyboard.press('g');
  await ana.page.getByRole('alertdialog').getByRole('button', { name: 'Stop gracefully' }).click();
  for (const one of [ana, bo]) await expect(one.heading).toContainText(ENDED);
  await expect(bo.events.first()).toContainText('Stopped gracefully by the user');

  await test.step('done again', async () => {
    await ana.page.getByRole('button', { name: 'More' }).click();
    await ana.page.getByRole('menuitem', { name: 'Save the applied load as a plan' }).click();
    await expect(ana.page).toHaveURL(/\/plans\/[^/?]+/);
    const planId = /\/plans\/([^/?]+)/.exec(ana.page.url())?.[1] ?? '';
    const { id: environmentId } = await shop(api, '1.1');
    const again = await api.createRun({ planId, environmentId, release: 'again' });
    const [first, second] = await Promise.all([
      api.run(id),
      api.runWhen(again, ({ run }) => run.status === 'finished', 300_000),
    ]);
    const users = (seconds: readonly { vus: number }[]) => [...new Set(seconds.map(({ vus }) => vus))];
    expect(users(second.view.points)).toEqual(expect.arrayContaining([5, 3]));
    // It held, paused and went on for as long.
    expect(Math.abs(second.view.points.length - first.view.points.length)).toBeLessThanOrEqual(3);
  });
  await room.close();
});

test('the link is handed on where the browser keeps the clipboard, and the phone has the kill switch', async ({
  page,
  browser,
  api,
}) => {
  const id = await started(api, 'killed');
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
    document.execCommand = () => false;
  });
  const ana = await RunPage.open(page, id, '?scale=log');
  await ana.page.getByRole('button', { name: 'Copy the link' }).click();
  await expect(ana.page.getByRole('textbox', { name: 'Link to copy by hand' })).toHaveValue(ana.page.url());
  await ana.page.getByRole('button', { name: 'Put the link away' }).click();

  const pocket = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const bo = await RunPage.open(await pocket.newPage(), id);
  await expect(bo.figures).toBeVisible();
  const width = await bo.page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(390);
  await bo.page.screenshot({ path: 'test-results/phone-live.png' });
  await bo.page.getByRole('button', { name: 'Stop all runs' }).click();
  await bo.page.getByRole('alertdialog').getByRole('button', { name: /stop/i }).click();
  for (const one of [ana, bo]) await expect(one.heading).toContainText(/Aborted|Invalid/);
  await expect(ana.events.first()).toContainText(/kill switch/i);
  await pocket.close();
});
