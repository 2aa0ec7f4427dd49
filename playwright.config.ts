import { defineConfig } from '@playwright/test';
import { ensureChromium } from './scripts/ensure-chromium.mjs';

// This file is read again in every worker, which finds in the environment what the first reading settled.
process.env.CHROMIUM_PATH ??= await ensureChromium((line: string) => console.error(line));

/** Tests through the real user interface: each worker has a browser and the built app, with a data folder of its own. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // One at a time: verdicts are looked at, and a second browser would take its time from what generates the load.
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    actionTimeout: 20_000,
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    {
      name: 'desktop',
      testMatch: '*.spec.ts',
      testIgnore: 'long/**',
      use: { viewport: { width: 1440, height: 900 } },
    },
    // Runs of minutes against the demo shop: `npm run test:long`, and no part of `npm test`.
    {
      name: 'long',
      testMatch: 'long/**/*.spec.ts',
      timeout: 600_000,
      expect: { timeout: 45_000 },
      use: {
        viewport: { width: 1440, height: 900 },
        actionTimeout: 60_000,
        // Of pages that change every second for minutes a trace takes more than all else.
        trace: 'off',
        screenshot: 'only-on-failure',
      },
    },
  ],
});
