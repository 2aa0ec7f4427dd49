import { test as base } from '@playwright/test';
import { Api } from './api.ts';
import { CountingTarget } from './counting-target.ts';

/** Tests in a browser on the app that the configuration started, with its API and a target that counts. */
export const test = base.extend<{ api: Api; target: CountingTarget }>({
  api: async ({ baseURL }, use) => {
    await use(new Api(baseURL ?? ''));
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
  target: async ({}, use) => {
    const target = await CountingTarget.start();
    await use(target);
    await target.stop();
  },
});

export { expect } from '@playwright/test';
