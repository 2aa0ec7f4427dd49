import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium } from './ensure-chromium.mjs';
import { ensureDatabases } from './ensure-databases.mjs';
import { prepare } from './prepare.mjs';
import { root } from './root.mjs';

const MINUTE_MS = 60_000;

// Biome colours its output wherever it goes.
const colors = process.stdout.isTTY ? [] : ['--colors=off'];

const bin = (path) => join(root, 'node_modules', path);
const report = (name) => join(root, '.cache', 'test', `${name}.json`);

function vitest(name, timeoutMs, ...args) {
  return {
    title: name,
    timeoutMs,
    args: [bin('vitest/vitest.mjs'), 'run', ...args, '--reporter=default', '--reporter=json'].concat(
      `--outputFile.json=${report(name)}`,
    ),
    env: process.stdout.isTTY ? {} : { NO_COLOR: '1' },
    before: () => clear(name),
    count: () => countVitest(readReport(name)),
  };
}

/** Tests of one project of playwright.config.ts, in a browser on the built app. */
function playwright(project, name, timeoutMs) {
  return {
    title: name,
    timeoutMs,
    args: [bin('@playwright/test/cli.js'), 'test', `--project=${project}`, '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report(name) },
    before: async (say) => {
      clear(name);
      await prepare({ pages: true, report: say });
      const chromium = await ensureChromium(say);
      say(`Browser: ${chromium}`);
      return { CHROMIUM_PATH: chromium };
    },
    count: () => countPlaywright(readReport(name)),
  };
}

/**
 * The parts of the tests; `npm test` runs them in this order, but for those that are run by their name only. A part
 * without `count` counts as one test.
 */
export const PARTS = {
  types: { title: 'types', timeoutMs: 5 * MINUTE_MS, args: [bin('typescript/bin/tsc')] },
  lint: {
    title: 'lint',
    timeoutMs: 3 * MINUTE_MS,
    args: [bin('@biomejs/biome/bin/biome'), 'ci', ...colors, '.'],
  },
  walls: { title: 'import walls', timeoutMs: 3 * MINUTE_MS, args: [join(root, 'scripts/import-walls.mjs')] },
  unit: {
    ...vitest('unit', 6 * MINUTE_MS),
    before: async (say) => {
      clear('unit');
      await ensureDatabases(say);
    },
  },
  accuracy: vitest(
    'accuracy',
    (9 + Number(process.env.CHAOS_MINUTES ?? 0)) * MINUTE_MS,
    '--config',
    'e2e/accuracy/vitest.config.ts',
  ),
  e2e: playwright('desktop', 'e2e', 12 * MINUTE_MS),
  long: { ...playwright('long', 'long', 120 * MINUTE_MS), byName: true },
};

function clear(name) {
  mkdirSync(join(root, '.cache', 'test'), { recursive: true });
  rmSync(report(name), { force: true });
}

function readReport(name) {
  try {
    return JSON.parse(readFileSync(report(name), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Passed and failed tests in Vitest's JSON. A file that could not even be loaded is one that failed. */
export function countVitest(json) {
  const broken = json?.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return { passed: json?.numPassedTests ?? 0, failed: (json?.numFailedTests ?? 0) + (broken?.length ?? 0) };
}

/** Passed and failed tests in Playwright's JSON. An error outside of tests is one that failed. */
export function countPlaywright(json) {
  const { expected = 0, unexpected = 0, flaky = 0 } = json?.stats ?? {};
  return { passed: expected + flaky, failed: unexpected + (json?.errors.length ?? 0) };
}

/** What a part has to show for itself: its own count made to agree with how its program ended. */
export function judge({ code, count }) {
  if (!count) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const { passed, failed } = count;
  const allIsWell = code === 0 && passed > 0;
  return { passed, failed: allIsWell ? failed : Math.max(failed, 1) };
}
