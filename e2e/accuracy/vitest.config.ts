import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The engine against a server that counts and delays by a known distribution. Three files at a time, since they mostly
 * wait: counts are exact whatever else goes on, and times allow for how long the machine kept a process from running
 * (support/quiet.ts).
 */
export default defineConfig({
  root,
  cacheDir: `${root}.cache/vitest-accuracy`,
  test: {
    environment: 'node',
    include: ['e2e/accuracy/**/*.test.ts'],
    setupFiles: ['scripts/testing/seed-properties.ts'],
    pool: 'forks',
    maxWorkers: 3,
    testTimeout: 90_000,
    hookTimeout: 30_000,
  },
});
