import AxeBuilder from '@axe-core/playwright';
import { EnvironmentDetail } from '../lib/api/contract.ts';
import { expect, test } from './support/app-fixture.ts';

/** A k6 script comes into the browser, is mended, runs against the shop and is compared. */

const SCRIPT = `import http from 'k6/http';
import { chek, sleep } from 'k6';
import { Counter, Trend } from 'k6/metrics';

export const options = { vus: 2, duration: '3s', thresholds: { checks: ['rate>0.9'], list_size: ['avg>1'] } };
const size = new Trend('list_size');
const lists = new Counter('lists');
const USERS = JSON.parse(open('./users.json'));

export default function () {
  const res = http.get(\`\${__ENV.BASE_URL}/api/v1/products?page=1&limit=20\`, { tags: { name: 'Products' } });
  check(res, { 'is there': (r) => r.status === 200 });
  size.add(res.body.length);
  lists.add(1);
  if (__ITER === 0) console.log(\`user \${USERS[__VU - 1]} is here\`);
  sleep(0.1);
}
`;

test.use({ demo: true });

test('a script is dropped, mended by completion, run, watched and compared', async ({ page, api }) => {
  test.setTimeout(300_000);
  const environments = EnvironmentDetail.array().parse(
    await (await api.send('GET', '/api/environments')).json(),
  );
  const environmentId = environments.find(({ name }) => name === 'Shop 1.0')?.id ?? '';

  await page.goto('/plans');
  const heading = page.getByRole('heading', { name: 'Plans' });
  await expect(page.getByRole('button', { name: 'New plan' })).toBeVisible();
  const dropped = await page.evaluateHandle((script) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([script], 'shop.js'));
    transfer.items.add(new File(['["Ada", "Grace"]'], 'users.json'));
    return transfer;
  }, SCRIPT);
  // The page listens once its code has come.
  await expect(async () => {
    await heading.dispatchEvent('dragenter', { dataTransfer: dropped });
    await expect(page.getByText('Drop k6 scripts')).toBeVisible({ timeout: 500 });
  }).toPass();
  await heading.dispatchEvent('drop', { dataTransfer: dropped });
  await expect(page).toHaveURL(/\/plans\/[^/?]+$/);
  const planId = page.url().split('/').at(-1) ?? '';

  // The mistake is marked at its line, and a run is refused.
  const problem = page.getByRole('button', { name: 'shop.js:2 k6 exports no "chek"' });
  await expect(problem).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('.cm-lintRange-error').first()).toBeVisible();
  await expect(page.locator('.cm-line', { has: page.locator('.cm-lintRange-error') })).toHaveText(
    "import { chek, sleep } from 'k6';",
  );
  await expect(page.getByRole('button', { name: 'users.json' })).toBeVisible();
  const refused = await api.send('POST', '/api/runs', { planId, environmentId });
  expect(await refused.json()).toMatchObject({
    error: { issues: [{ message: expect.stringContaining('shop.js:2: k6 exports no "chek"') }] },
  });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);

  // Mended by what is offered behind `ch`.
  await problem.click();
  await page.keyboard.press('Home');
  for (let letters = 'import { ch'.length; letters > 0; letters--) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Control+Space');
  const offer = page.getByRole('option', { name: /^check/ });
  await expect(offer).toBeVisible();
  await offer.click();
  await expect(page.locator('.cm-line').nth(1)).toHaveText("import { check, sleep } from 'k6';");
  await expect(page.getByText('Up to 2 users at once, for 3 s. 2 thresholds.')).toBeVisible({
    timeout: 60_000,
  });
  await page.reload();
  await expect(page.locator('.cm-line').nth(1)).toHaveText("import { check, sleep } from 'k6';");

  // Run, and watched.
  await page.getByRole('button', { name: 'Save and run' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox').first().click();
  await page.getByRole('option', { name: /Shop 1\.0/ }).click();
  await dialog.getByRole('button', { name: 'Start the run' }).click();
  await expect(page).toHaveURL(/\/runs\/[^/?]+$/);
  const first = page.url().split('/').at(-1) ?? '';
  const metrics = page.getByRole('table', { name: 'Metrics of the script' });
  // The start of processes takes its time on a busy machine.
  await expect(metrics.getByRole('row', { name: /list_size/ })).toBeVisible({ timeout: 60_000 });
  await expect(
    page.getByRole('table', { name: 'Checks' }).getByRole('row', { name: /is there/ }),
  ).toBeVisible();
  await expect(page.getByRole('list', { name: 'What the script says' })).toContainText('user Ada is here');
  await expect(page.getByRole('row', { name: /Products/ }).first()).toBeVisible();
  const { view } = await api.runWhen(first, ({ run }) => run.status === 'finished');
  expect(view).toMatchObject({ verdict: 'passed', checks: [{ name: 'is there', failed: 0 }] });
  const counted = view.metrics.find(({ name }) => name === 'lists');
  expect(counted?.sum).toBe(view.totals.requests);
  expect(view.thresholds.map(({ passed }) => passed)).toEqual([true, true]);

  // The list tells scripts from plans of steps.
  await page.goto('/plans');
  const row = page.getByRole('row').filter({ has: page.locator(`a[href="/plans/${planId}"]`) });
  await expect(row.getByText('k6 script', { exact: true })).toBeVisible();

  // A second run, and both side by side.
  const second = await api.createRun({ planId, environmentId });
  await api.runWhen(second, ({ run }) => run.status === 'finished');
  await page.goto(`/compare?baseline=${first}&candidate=${second}`);
  const compared = page.getByRole('table', { name: 'Metrics of the scripts of both runs' });
  await expect(compared.getByRole('row', { name: /lists\s+sum/ })).toBeVisible();
  await expect(compared.getByRole('row', { name: /list_size\s+p95/ })).toBeVisible();
});
