import type { PlanInput } from '../lib/plan/plan.ts';
import { expect, test } from './support/app-fixture.ts';

/** Plans and environments are written in the browser; nothing that was typed is lost. */

const small: PlanInput = {
  version: 1,
  name: 'Small',
  scenarios: [
    {
      name: 'Visitors',
      executor: { type: 'ramping-vus', stages: [{ duration: '10s', target: 5 }] },
      steps: [{ type: 'request', name: 'Home', url: '/' }],
    },
  ],
};

test('a stage is edited, drawn at once, survives a reload and becomes version 2', async ({ page, api }) => {
  const id = await api.createPlan({ ...small, name: 'To be edited' });
  await page.goto(`/plans/${id}`);
  await expect(page.getByText('Up to 5 users at once')).toBeVisible();

  await page.getByLabel('Target of stage 1').fill('40');
  await expect(page.getByText('Up to 40 users at once')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Up to 40 users at once')).toBeVisible();

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('version 2', { exact: true })).toBeVisible();
  const response = await api.send('GET', `/api/plans/${id}`);
  expect(await response.json()).toMatchObject({
    version: {
      number: 2,
      document: { scenarios: [{ executor: { stages: [{ duration: '10s', target: 40 }] } }] },
    },
    versions: [{ number: 2 }, { number: 1 }],
  });
});

test('a step is added and edited; what is wrong shows at its field and keeps it from being saved', async ({
  page,
  api,
}) => {
  const id = await api.createPlan({ ...small, name: 'Gets a step' });
  await page.goto(`/plans/${id}`);
  await page.getByRole('button', { name: 'Add a step: Steps of ' }).click();
  await page.getByRole('menuitem', { name: /request/i }).click();
  const url = page.getByLabel('URL').last();
  await url.fill('no slash');
  await expect(url).toHaveAttribute('aria-invalid', 'true');
  await url.fill('/checkout');
  await expect(url).not.toHaveAttribute('aria-invalid', 'true');

  const duration = page.getByLabel('Duration of stage 1');
  await duration.fill('ten seconds');
  await expect(page.getByText('is not a duration').locator('visible=true').first()).toBeVisible();
  await duration.fill('20s');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('version 2', { exact: true })).toBeVisible();
  const response = await api.send('GET', `/api/plans/${id}`);
  expect(await response.json()).toMatchObject({
    version: { document: { scenarios: [{ steps: [{ url: '/' }, { url: '/checkout' }] }] } },
  });
});

test('a plan is made from a template', async ({ page }) => {
  await page.goto('/plans');
  await page.getByRole('button', { name: 'New plan' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Stress (2x)').click();
  await dialog.getByRole('button', { name: /create/i }).click();
  await expect(page).toHaveURL(/\/plans\/[^/?]+$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Stress');
});

test('an environment is made, its secret is never shown again', async ({ page, api }) => {
  await page.goto('/environments');
  await page.getByRole('link', { name: 'New environment' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Staging');
  await page.getByLabel('Base URL').fill('staging.example.com');
  await page.getByRole('button', { name: 'Create the environment' }).click();
  await expect(page.getByLabel('Base URL')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Base URL').fill('https://staging.example.com');
  await page.getByLabel('Allowed hosts').fill('staging.example.com');
  await page.getByRole('button', { name: 'Add secret' }).click();
  await page.getByLabel('Name of the secret').fill('apiKey');
  await page.getByLabel('Value of the secret').fill('correct-horse');
  await page.getByRole('button', { name: 'Create the environment' }).click();
  await expect(page).toHaveURL(/\/environments\/(?!new)[^/]+$/);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Replace apiKey' })).toBeVisible();
  await expect(page.getByText('set', { exact: true })).toBeVisible();
  expect(await page.content()).not.toContain('correct-horse');

  await page.getByRole('button', { name: 'Delete…' }).click();
  await page.getByLabel(/Type “Staging”/).fill('Staging');
  await page.getByRole('button', { name: 'Delete the environment' }).click();
  await expect(page).toHaveURL(/\/environments$/);
  expect(await (await api.send('GET', '/api/environments')).text()).not.toContain('Staging');
});
