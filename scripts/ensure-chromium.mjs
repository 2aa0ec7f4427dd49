import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installWithApt, mayUseApt } from './apt.mjs';
import { root } from './root.mjs';
import { runtimeNode } from './runtime.mjs';
import { runTool } from './tool.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const APPLICATIONS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const DOWNLOAD_MS = 300_000;

/** A Chromium that is installed and starts: the one CHROMIUM_PATH names, one on the PATH, or Playwright's own. */
export async function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (starts(given)) return given;
    throw new Error(`CHROMIUM_PATH is ${given}, and that does not start. Leave it out to let one be found.`);
  }
  const folders = (process.env.PATH ?? '').split(delimiter);
  const candidates = [
    ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...APPLICATIONS,
  ];
  return [...candidates, await playwrightsOwn()].find(starts);
}

/**
 * The path of a Chromium for the tests in a browser. Installs one when there is none: Playwright's, or where that
 * cannot be downloaded the one of the system. Says what it does through `report(line)`.
 */
export async function ensureChromium(report) {
  const installed = await findChromium();
  if (installed) return installed;

  report('Fetching a Chromium for the tests…');
  const playwright = join(root, 'node_modules/@playwright/test/cli.js');
  const download = await runTool(runtimeNode(), [playwright, 'install', 'chromium', '--no-shell'], {
    env: { ...process.env, PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' },
    timeoutMs: DOWNLOAD_MS,
  });
  const downloaded = await findChromium();
  if (downloaded) return downloaded;

  if (mayUseApt()) {
    report('Playwright could not bring one; installing the Chromium of the system…');
    const said = await installWithApt(['chromium', 'fonts-liberation']);
    const found = await findChromium();
    if (found) return found;
    throw new Error(`No Chromium could be installed. apt-get says:\n${said}`);
  }
  throw new Error(
    'The tests in a browser need a Chromium, and none could be downloaded. Install Chromium or Google Chrome, or ' +
      `name one with CHROMIUM_PATH. Playwright says:\n${tail(download.output)}`,
  );
}

async function playwrightsOwn() {
  try {
    const { chromium } = await import('@playwright/test');
    return chromium.executablePath();
  } catch {
    return undefined;
  }
}

/** Whether this is a browser that runs here: some systems have a stub in its place, or lack its libraries. */
function starts(path) {
  if (!path || !existsSync(path)) return false;
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return false;
  }
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return status === 0 && /Chrom|Edge/.test(stdout);
}

function tail(output) {
  return output.trim().split('\n').slice(-10).join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    console.log(await ensureChromium((line) => console.error(line)));
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
