import { test as base } from '@playwright/test';
import { Api } from './api.ts';
import { App, temporaryFolder } from './app.ts';
import { CountingTarget } from './counting-target.ts';

/** Tests in a browser on an app of their own worker, with its API and a target that counts. */
export const test = base.extend<{ api: Api; target: CountingTarget }, { demo: boolean; app: App }>({
  /** Whether the app has the demo shop beside it. */
  demo: [false, { option: true, scope: 'worker' }],
  app: [
    async ({ demo }, use) => {
      const folder = temporaryFolder();
      const app = await App.start(folder.path, { args: demo ? [] : ['--no-demo'] });
      await use(app);
      await app.end();
      folder.remove();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ app }, use) => {
    await use(app.url);
  },
  api: async ({ app }, use) => {
    await use(new Api(app.url));
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
  target: async ({}, use) => {
    const target = await CountingTarget.start();
    await use(target);
    await target.stop();
  },
});

export { expect } from '@playwright/test';
