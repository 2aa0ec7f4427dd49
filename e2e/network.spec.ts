import { TlsOptions } from '../lib/plan/tls-options.ts';
import { expect, test } from './support/app-fixture.ts';

/** How targets are found, reached and told who comes: edited in the browser, and seen in a run. */

test('an environment says how its target is reached, and what is wrong with it', async ({ page, api }) => {
  const id = await api.createEnvironment({ name: 'Reached', baseUrl: 'https://shop.test' });
  await page.goto(`/environments/${id}`);
  await page.getByLabel('Addresses of names').fill('shop.test 127.0.0.1 10.0.0.5');
  await expect(page.getByText('Nothing is sent to 10.0.0.5 until it is allowed.')).toBeVisible();
  await page.getByRole('button', { name: 'Allow load to 10.0.0.5' }).click();
  await expect(page.getByText('Nothing is sent to')).toBeHidden();

  await page.getByLabel('Look names up again').click();
  await page.getByRole('option', { name: /^Per connection/ }).click();
  await page.getByLabel('Protocol').click();
  await page.getByRole('option', { name: /^HTTP\/2/ }).click();
  const key = page.getByLabel('Its key');
  await key.fill('-----BEGIN PRIVATE KEY-----');
  await expect(key).toHaveAttribute('aria-invalid', 'true');
  await key.fill('{{clientKey}}');
  await page.getByLabel('Client certificate').fill('{{clientCertificate}}');
  await expect(key).not.toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('switch', { name: 'Check certificates of targets' }).click();
  await page.getByLabel('Proxy', { exact: true }).fill('http://127.0.0.1:3128');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('“Reached” is saved')).toBeVisible();

  const answer = await api.send('GET', `/api/environments/${id}`);
  expect(await answer.json()).toMatchObject({
    hosts: { 'shop.test': ['127.0.0.1', '10.0.0.5'] },
    allowedHosts: ['10.0.0.5'],
    resolve: 'per-connection',
    httpVersion: '2',
    tls: {
      ...TlsOptions.parse({}),
      certificate: '{{clientCertificate}}',
      key: '{{clientKey}}',
      verify: false,
    },
    proxy: { url: 'http://127.0.0.1:3128', user: '', password: '' },
  });
  await page.reload();
  await expect(page.getByLabel('Addresses of names')).toHaveValue('shop.test 127.0.0.1 10.0.0.5');
  await expect(page.getByRole('switch', { name: 'Check certificates of targets' })).not.toBeChecked();
});

test('a request says who it is and uploads a file', async ({ page, api }) => {
  const id = await api.createPlan({
    version: 1,
    name: 'Uploads',
    scenarios: [
      {
        name: 'S',
        executor: { type: 'per-vu-iterations' },
        steps: [{ type: 'request', name: 'Upload', method: 'POST', url: '/upload' }],
      },
    ],
  });
  await page.goto(`/plans/${id}`);
  await page.getByRole('button', { name: /^Request POST/ }).click();
  await page.getByRole('radio', { name: 'Basic' }).click();
  await page.getByLabel('User', { exact: true }).fill('me');
  await page.getByLabel('Password', { exact: true }).fill('{{password}}');
  await page.getByRole('radio', { name: 'Multipart' }).click();
  await page.getByLabel('Name of the part').fill('comment');
  await page.getByLabel('Value', { exact: true }).fill('Hello');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Add file…' }).click();
  await (await chooser).setFiles({
    name: 'cat.png',
    mimeType: 'image/png',
    buffer: Buffer.from([1, 2, 255]),
  });
  await expect(page.getByLabel('File name').last()).toHaveValue('cat.png');
  await page.getByLabel('Connections').click();
  await page.getByRole('option', { name: /^New in every iteration/ }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('version 2', { exact: true })).toBeVisible();

  const answer = await api.send('GET', `/api/plans/${id}`);
  expect(await answer.json()).toMatchObject({
    version: {
      document: {
        scenarios: [
          {
            connections: 'new-per-iteration',
            steps: [
              {
                auth: { type: 'basic', user: 'me', password: '{{password}}' },
                body: {
                  type: 'multipart',
                  parts: [
                    { type: 'text', name: 'comment', value: 'Hello' },
                    {
                      type: 'base64',
                      name: 'file',
                      value: Buffer.from([1, 2, 255]).toString('base64'),
                      fileName: 'cat.png',
                      contentType: 'image/png',
                    },
                  ],
                },
              },
            ],
          },
        ],
      },
    },
  });
});

test('a run shows how its load was spread over the addresses behind a name', async ({
  page,
  api,
  target,
}) => {
  const { port } = new URL(target.url);
  const environmentId = await api.createEnvironment({
    baseUrl: `http://shop.test:${port}`,
    hosts: { 'shop.test': ['127.0.0.1', '127.0.0.1:1'] },
  });
  const planId = await api.createPlan({
    version: 1,
    name: 'Spread',
    scenarios: [
      {
        name: 'S',
        connections: 'new-per-iteration',
        executor: { type: 'per-vu-iterations', vus: 1, iterations: 10 },
        steps: [{ type: 'request', name: 'x', url: '/' }],
      },
    ],
  });
  const id = await api.createRun({ planId, environmentId });
  await api.runWhen(id, ({ view }) => view.status === 'finished');
  await page.goto(`/runs/${id}`);
  const table = page.getByRole('table', { name: 'Addresses' });
  await expect(table.getByRole('row', { name: new RegExp(`127.0.0.1:${port} 5 0 5 50 %`) })).toBeVisible();
  await expect(table.getByRole('row', { name: /127\.0\.0\.1:1 0 5 5 50 %/ })).toBeVisible();
});
