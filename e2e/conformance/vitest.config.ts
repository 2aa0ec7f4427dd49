import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Whole runs beside k6: npm run test:conformance. */
export default defineConfig({
  root,
  cacheDir: `${root}.cache/vitest-conformance`,
  test: { environment: 'node', include: ['e2e/conformance/**/*.test.ts'], pool: 'forks', maxWorkers: 1 },
});
