import { test } from './support/app-fixture.ts';
test('look', async ({ page, api, target }) => {
  const { port } = new URL(target.url);
  const environmentId = await api.createEnvironment({ baseUrl: `http://shop.test:${port}`, hosts: { 'shop.test': ['127.0.0.1', '127.0.0.1:1'] } });
  const planId = await api.createPlan({ version: 1, name: 'Spread', scenarios: [{ name: 'S', connections: 'new-per-iteration', executor: { type: 'per-vu-iterations', vus: 1, iterations: 10 }, steps: [{ type: 'request', name: 'x', method: 'POST', url: '/', auth: { type: 'basic', user: 'me', password: '{{p}}' }, body: { type: 'multipart', parts: [{ type: 'text', name: 'a', value: 'Hello' }, { type: 'random', name: 'f', bytes: 1000, fileName: 'x.bin' }] } }] }] , variables: {p: 'x'}});
  const id = await api.createRun({ planId, environmentId });
  await api.runWhen(id, ({ view }) => view.status === 'finished');
  for (const [name, width, scheme] of [['wide', 1440, 'light'], ['dark', 1440, 'dark'], ['phone', 390, 'light']] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(`/environments/${environmentId}`);
    await page.getByLabel('Addresses of names').waitFor();
    await page.screenshot({ path: `/tmp/http-x/env-${name}.png`, fullPage: true });
    await page.goto(`/runs/${id}`);
    const table = page.getByRole('table', { name: 'Addresses' });
    await table.scrollIntoViewIfNeeded();
    await page.screenshot({ path: `/tmp/http-x/run-${name}.png` });
    await page.goto(`/plans/${planId}`);
    await page.getByRole('button', { name: /^x|POST/ }).first().click();
    await page.getByRole('radio', { name: 'Multipart' }).waitFor();
    await page.screenshot({ path: `/tmp/http-x/plan-${name}.png`, fullPage: true });
  }
});
