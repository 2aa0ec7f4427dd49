import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, openAsBlob, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import type { z } from 'zod';
import { RunListItem } from '../lib/api/contract.ts';
import { RetentionAnswer } from '../lib/api/retention.ts';
import { Environment } from '../lib/plan/environment.ts';
import { samplePlan } from '../lib/plan/sample-plan.ts';
import { RUN_FILE_TYPE } from '../lib/record/run-file-type.ts';
import { openDatabase } from '../lib/server/database.ts';
import { ensureChromium } from '../scripts/ensure-chromium.mjs';
import { root } from '../scripts/root.mjs';
import { longRunFile } from './keeping/long-run.ts';
import { fillWithRuns } from './keeping/many-runs.ts';

/**
 * What ten thousand kept runs cost: how soon the list answers, how soon a comparison of two runs of eight hours opens, how large their
 * reports are, and what deleting takes. Wants the built app (`npm run build`). `--runs 10000` and `--hours 8` may be changed.
 */

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    hours: { type: 'string', default: '8' },
    rate: { type: 'string', default: '300' },
  },
});
const [runs, hours, rate] = [Number(values.runs), Number(values.hours), Number(values.rate)];

const folder = mkdtempSync(join(tmpdir(), 'rehearsal-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const dataDir = join(folder, 'data');
mkdirSync(dataDir);

/** The app on the data of this bench, as users start it. */
async function startApp() {
  const child = spawn(process.execPath, [join(root, 'server.ts'), '--no-demo'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', PORT: '0', REHEARSAL_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  while (!/ready on (http:\S+)/.test(said)) {
    const [chunk] = await once(child.stdout, 'data');
    said += chunk;
  }
  child.stdout.resume();
  const [, url = ''] = /ready on (http:\S+)/.exec(said) ?? [];
  const stop = async () => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  return { url, stop };
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; answer: T }> {
  const began = performance.now();
  const answer = await work();
  return { ms: performance.now() - began, answer };
}

async function read<T extends z.ZodType>(answer: T, url: string, init?: RequestInit): Promise<z.output<T>> {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return answer.parse(await response.json());
}

const table: [string, string, string][] = [];
function tell(what: string, wanted: string, measured: string): void {
  table.push([what, wanted, measured]);
  console.log(`${what}: ${measured}${wanted ? ` (wanted ${wanted})` : ''}`);
}

const ASKED = 200;
/** 95th percentile of many requests, one after the other. Milliseconds. */
async function p95Of(url: string): Promise<number> {
  const times: number[] = [];
  for (let at = 0; at < ASKED; at++) {
    const { ms } = await timed(async () => {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`${url}: ${response.status}`);
      return response.arrayBuffer();
    });
    times.push(ms);
  }
  return times.toSorted((a, b) => a - b)[Math.ceil(ASKED * 0.95) - 1] ?? 0;
}

const inMs = (ms: number) => `${ms.toFixed(0)} ms`;
const inMb = (bytes: number) => `${(bytes / 1e6).toFixed(2)} MB`;

const plan = samplePlan({
  name: 'Eight hours',
  thresholds: [{ metric: 'http_req_duration', rule: 'p(95)<500' }],
});
const environment = Environment.parse({
  name: 'Bench',
  baseUrl: 'http://127.0.0.1:9',
  maxRequestsPerSecond: 100_000,
});

let app = await startApp();
const ids: string[] = [];
for (const release of ['1.0', '1.1']) {
  const path = join(folder, `${release}.rehearsal`);
  await longRunFile(path, { plan, environment, release, seconds: Math.round(hours * 3600), rate });
  let isTaken = false;
  const taking = timed(async () =>
    read(RunListItem, `${app.url}/api/runs/import`, {
      method: 'POST',
      headers: { 'content-type': RUN_FILE_TYPE },
      body: await openAsBlob(path),
    }),
  ).finally(() => {
    isTaken = true;
  });
  const meanwhile: number[] = [];
  while (!isTaken)
    meanwhile.push((await timed(async () => (await fetch(`${app.url}/api/runs`)).arrayBuffer())).ms);
  const { ms, answer } = await taking;
  ids.push(answer.id);
  if (ids.length === 1) {
    tell(`taking in the file of a run of ${hours} h, ${inMb(statSync(path).size)}`, '', inMs(ms));
    meanwhile.sort((a, b) => a - b);
    const p95 = meanwhile[Math.ceil(meanwhile.length * 0.95) - 1] ?? 0;
    tell('list of the runs meanwhile, p95', '', inMs(p95));
    tell('the slowest of these', '', inMs(meanwhile.at(-1) ?? 0));
  }
  rmSync(path);
}
await app.stop();

const database = join(dataDir, 'rehearsal.db');
const db = await openDatabase(`file:${database}`);
const planId = await fillWithRuns(db, ids[0] ?? '', runs - ids.length);
await db.$disconnect();
tell(`database with ${runs} runs`, '', inMb(statSync(database).size));

app = await startApp();
const { url } = app;
await p95Of(`${url}/api/health`);
tell('page of the runs, p95', '100 ms', inMs(await p95Of(`${url}/runs`)));
const lists = {
  'its list, p95': '',
  'one plan of it, p95': `&planId=${planId}`,
  'one release, p95': '&release=2.7',
  'failed ones, p95': '&verdict=failed',
  'search for two words, p95': '&q=staging+note%20407',
  'search that finds nothing, p95': '&q=nothing-like-it',
};
for (const [what, query] of Object.entries(lists))
  tell(what, '100 ms', inMs(await p95Of(`${url}/api/runs?limit=50${query}`)));
tell('list of plans, p95', '', inMs(await p95Of(`${url}/api/plans`)));

const [baseline = '', candidate = ''] = ids;
const pair = new URLSearchParams({ baseline, candidate });
const browser = await chromium.launch({
  executablePath: await ensureChromium(() => {}),
  args: ['--no-sandbox'],
});
const page = await browser.newPage();
await page.goto(`${url}/plans`);
const opened = () =>
  timed(async () => {
    await page.goto(`${url}/compare?${pair}`);
    await page.getByRole('table', { name: 'Requests of both runs' }).waitFor({ timeout: 120_000 });
  });
const first = await opened();
tell(
  `comparison of two runs of ${hours} h in a browser, the first time after a start`,
  '2,000 ms',
  inMs(first.ms),
);
tell('the same again', '2,000 ms', inMs((await opened()).ms));
await browser.close();

for (const [what, path] of [
  ['report of one of them', `/api/runs/${candidate}/report`],
  ['report of their comparison', `/api/compare/report?${pair}`],
] as const) {
  const { ms, answer } = await timed(async () => (await fetch(url + path)).arrayBuffer());
  tell(what, '2 MB', `${inMb(answer.byteLength)}, made in ${inMs(ms)}`);
}

const swept = await timed(() =>
  read(RetentionAnswer, `${url}/api/plans/${planId}/retention`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ keepRuns: 10, keepDays: null }),
  }),
);
tell(`deleting ${swept.answer.deleted} runs by a rule`, '', inMs(swept.ms));
tell('database after that', '', inMb(statSync(database).size));
await app.stop();

console.log(
  `\n| ${runs} runs, two of them of ${hours} h with 30 endpoints, ${rate} requests/s | wanted | measured |\n|---|--:|--:|`,
);
for (const row of table) console.log(`| ${row.join(' | ')} |`);
