import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import type { PlanInput } from '../lib/plan/plan.ts';
import { RunSummary } from '../lib/run/summary.ts';
import { memoryOf, processTree } from './memory.ts';
import { startTarget } from './target.ts';

/**
 * How many users one machine can play: VUs with think time, each with an open connection of its own, ramped up and held
 * beside the target. Usage: npm run bench:reach -- [--vus 120000] [--ramp 90] [--hold 60], or with --script for users of
 * a k6 script in one load worker (10,000, ramped up in 30 seconds and held for as long).
 */

const { values } = parseArgs({
  options: {
    script: { type: 'boolean', default: false },
    vus: { type: 'string' },
    ramp: { type: 'string' },
    hold: { type: 'string' },
    out: { type: 'string', default: 'data/bench' },
  },
});
const usual = values.script
  ? { vus: '10000', ramp: '30', hold: '30' }
  : { vus: '120000', ramp: '90', hold: '60' };
const vus = Number(values.vus ?? usual.vus);
const ramp = values.ramp ?? usual.ramp;
const hold = values.hold ?? usual.hold;
const PORT = 18_081;

const plan: PlanInput = {
  version: 1,
  name: `${vus} users with think time`,
  scenarios: [
    {
      name: 'users',
      executor: {
        type: 'ramping-vus',
        stages: [
          { duration: `${ramp}s`, target: vus },
          { duration: `${hold}s`, target: vus },
        ],
        gracefulRampDown: '1s',
        gracefulStop: '1s',
      },
      steps: [
        { type: 'request', name: 'get', url: '/', checks: [{ source: 'status', value: 200 }] },
        { type: 'think', time: { distribution: 'uniform', min: '20s', max: '40s' } },
      ],
    },
  ],
  thresholds: [{ metric: 'http_req_failed', rule: 'rate==0' }],
  environment: { baseUrl: `http://127.0.0.1:${PORT}`, maxVUs: 1_000_000 },
};

/** The same users, as k6 would play them. */
const SCRIPT = `import http from 'k6/http';
import { check, sleep } from 'k6';

export const options = {
  scenarios: {
    users: {
      executor: 'ramping-vus',
      startVUs: 0,
      stages: [{ duration: '${ramp}s', target: ${vus} }, { duration: '${hold}s', target: ${vus} }],
      gracefulRampDown: '1s',
      gracefulStop: '1s',
    },
  },
  thresholds: { http_req_failed: ['rate==0'], checks: ['rate==1'] },
};

export default function () {
  const answer = http.get('http://127.0.0.1:${PORT}/');
  check(answer, { 'status is 200': (r) => r.status === 200 });
  sleep(8 + Math.random() * 4);
}
`;

const scratch = mkdtempSync(join(tmpdir(), 'rehearsal-reach-'));
const planFile = join(scratch, values.script ? 'users.js' : 'plan.yaml');
const outFile = join(scratch, 'out.json');
writeFileSync(planFile, values.script ? SCRIPT : stringify(plan));
const workers = values.script ? ['--workers', '1'] : [];

const target = await startTarget({ port: PORT, workers: Math.ceil(vus / 15_000) });
try {
  const cli = spawn(
    process.execPath,
    [join(import.meta.dirname, '..', 'cli.ts'), 'run', planFile, '--out', outFile, ...workers],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
    },
  );
  const pid = cli.pid ?? 0;
  let peak = { rss: 0, pss: 0 };
  const sampling = setInterval(() => {
    const now = memoryOf(processTree(pid));
    if (now.rss > peak.rss) peak = now;
  }, 2000);
  const [code] = await once(cli, 'exit');
  clearInterval(sampling);

  const summary = RunSummary.parse(JSON.parse(readFileSync(outFile, 'utf8')));
  const get = summary.requests[0];
  const figures = {
    exitCode: code,
    verdict: summary.verdict,
    vus: summary.totals.maxVus,
    requests: summary.totals.requests,
    failed: summary.totals.failed,
    checks: summary.checks.map(({ passed, failed }) => `${passed} passed, ${failed} failed`).join(),
    sendDelayP99Ms: get?.sendDelayMs.p99,
    serviceTimeP99Ms: get?.serviceTimeMs.p99,
    workers: summary.generator.workers,
    resident: `${Math.round(peak.rss / 1024 / 1024)} MB`,
    rssKilobytesPerVu: peak.rss / 1024 / summary.totals.maxVus,
    pssKilobytesPerVu: peak.pss / 1024 / summary.totals.maxVus,
    cpuMicrosecondsPerRequest: summary.generator.cpuMicrosecondsPerRequest,
  };
  mkdirSync(values.out, { recursive: true });
  writeFileSync(
    join(values.out, values.script ? 'reach-script.json' : 'reach.json'),
    JSON.stringify(figures, null, 2),
  );
  console.table(figures);
} finally {
  await target.stop();
  rmSync(scratch, { recursive: true, force: true });
}
