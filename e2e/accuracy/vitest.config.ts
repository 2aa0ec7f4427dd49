import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The engine against a server that counts and delays by a known distribution. One file after the other, since each
 * measures.
 */
export default defineConfig({
  root,
  cacheDir: `${root}.cache/vitest-accuracy`,
  test: {
    environment: 'node',
    include: ['e2e/accuracy/**/*.test.ts'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 30_000,
  },
});
