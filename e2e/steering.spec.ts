import type { Page } from '@playwright/test';
import { expect, test } from './support/app-fixture.ts';

declare global {
  interface Window {
    alerts: { tones: number; notifications: string[] };
  }
}

/** Counts what a page says when nobody looks at it, besides saying it. */
function noteAlerts(): void {
  window.alerts = { tones: 0, notifications: [] };
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (when) {
    window.alerts.tones++;
    start.call(this, when);
  };
  window.Notification = class extends Notification {
    constructor(title: string, options?: NotificationOptions) {
      super(title, options);
      window.alerts.notifications.push(`${title}, ${options?.body}`);
    }
  };
}

/** Two people steer and watch one run at once. */

/** On a machine that is too busy the generator is late, and the run invalid. */
const aborted = (page: Page) =>
  expect(page.getByRole('heading', { level: 1 })).toContainText(/Aborted|Invalid/, { timeout: 30_000 });

test('what one does, the other sees: load, notes, the end', async ({ page: ana, browser, api, target }) => {
  const environmentId = await api.createEnvironment({ name: 'Steered', baseUrl: target.url, maxVUs: 20 });
  const planId = await api.createPlan({
    version: 1,
    name: 'Steered',
    scenarios: [
      {
        name: 'Visitors',
        executor: { type: 'constant-vus', vus: 2, duration: '3m', gracefulStop: '1s' },
        pacing: { distribution: 'constant', period: '200ms' },
        steps: [{ type: 'request', name: 'Home', url: '/' }],
      },
    ],
  });
  const id = await api.createRun({ planId, environmentId });
  await api.runWhen(id, ({ view }) => view.elapsedSeconds >= 1);
  const phone = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const bo = await phone.newPage();
  await ana.context().grantPermissions(['notifications', 'clipboard-read', 'clipboard-write']);
  await ana.addInitScript(noteAlerts);
  // As on a page that is not of https.
  await bo.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await Promise.all([ana.goto(`/runs/${id}`), bo.goto(`/runs/${id}`)]);

  const users = ana.getByRole('textbox', { name: 'users of Visitors' });
  await expect(users).toHaveValue('2', { timeout: 60_000 });
  await users.fill('6');
  await users.press('Enter');
  const seen = (page: Page) => page.getByRole('region', { name: 'Events' }).getByRole('listitem');
  await expect(seen(bo).filter({ hasText: 'set to 6 users' })).toHaveCount(1);
  await expect(bo.getByRole('textbox', { name: 'users of Visitors' })).toHaveValue('6');
  await expect(ana.locator('[data-event^="set to 6 users"]').first()).toBeAttached();
  await users.fill('21');
  await users.press('Enter');
  await expect(ana.getByText('That would be up to 21 users')).toBeVisible();
  await users.press('Escape');

  await bo.keyboard.press('m');
  await bo.getByLabel('What happened').fill('restarted pod 3');
  await bo.getByLabel('Your name').fill('Bo');
  await bo.keyboard.press('Enter');
  await expect(seen(ana).filter({ hasText: 'restarted pod 3' })).toContainText('Bo');

  await test.step('the link is handed on, with a clipboard and without one', async () => {
    await ana.getByRole('button', { name: 'Copy the link' }).click();
    await expect(ana.getByText('The link is copied')).toBeVisible();
    expect(await ana.evaluate(() => navigator.clipboard.readText())).toBe(ana.url());
    await bo.evaluate(() => {
      document.addEventListener('copy', () => (document.title = String(getSelection())), { once: true });
    });
    await bo.getByRole('button', { name: 'Copy the link' }).click();
    await expect(bo.getByText('The link is copied')).toBeVisible();
    await ana.getByRole('button', { name: 'Tell me when it ends' }).click();
    await expect(ana.getByRole('button', { name: 'Tells you when it ends' })).toBeVisible();
    await expect(ana.getByRole('button', { name: 'You and Bo watch' })).toBeVisible();
  });

  await ana.locator('body').press('h');
  await expect(bo.getByRole('button', { name: /Go on/ })).toBeVisible();
  await api.runWhen(id, ({ view }) => view.points.some(({ vus }) => vus === 6));

  await bo.locator('body').press('k');
  await bo.getByRole('alertdialog').getByRole('button', { name: 'Stop the run now' }).click();
  await Promise.all([aborted(ana), aborted(bo)]);
  await expect(seen(ana).first()).toContainText('Stopped by the user, Bo');
  // By a notification and by two tones, for who asked; nobody else is disturbed.
  await expect
    .poll(() => ana.evaluate(() => window.alerts))
    .toEqual({
      tones: 2,
      notifications: [expect.stringMatching(/^Steered: (aborted|invalid), .*Stopped by the user, Bo/)],
    });

  await ana.getByRole('button', { name: 'More' }).click();
  await ana.getByRole('menuitem', { name: 'Save the applied load as a plan' }).click();
  await expect(ana).toHaveURL(/\/plans\//);
  await phone.close();
});
