import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));

/** The unit tests: beside the code they test, in Node, without browser and without build. */
export default defineConfig({
  root,
  cacheDir: `${root}.cache/vitest`,
  resolve: { alias: { '@': root.replace(/\/$/, '') } },
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    environment: 'node',
    include: ['{lib,runner,components,app,scripts,examples,bench}/**/*.test.{ts,tsx}', '*.test.ts'],
    exclude: ['**/node_modules/**', '**/.next*/**', 'e2e/**'],
    setupFiles: ['scripts/testing/seed-properties.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
