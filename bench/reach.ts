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
 * beside the target. Usage: npm run bench:reach -- [--vus 120000] [--ramp 90] [--hold 60]
 */

const { values } = parseArgs({
  options: {
    vus: { type: 'string', default: '120000' },
    ramp: { type: 'string', default: '90' },
    hold: { type: 'string', default: '60' },
    out: { type: 'string', default: 'data/bench' },
  },
});
const vus = Number(values.vus);
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
          { duration: `${values.ramp}s`, target: vus },
          { duration: `${values.hold}s`, target: vus },
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

const scratch = mkdtempSync(join(tmpdir(), 'rehearsal-reach-'));
const planFile = join(scratch, 'plan.yaml');
const outFile = join(scratch, 'out.json');
writeFileSync(planFile, stringify(plan));

const target = await startTarget({ port: PORT, workers: Math.ceil(vus / 15_000) });
try {
  const cli = spawn(
    process.execPath,
    [join(import.meta.dirname, '..', 'cli.ts'), 'run', planFile, '--out', outFile],
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
    sendDelayP99Ms: get?.sendDelayMs.p99,
    serviceTimeP99Ms: get?.serviceTimeMs.p99,
    workers: summary.generator.workers,
    rssKilobytesPerVu: peak.rss / 1024 / summary.totals.maxVus,
    pssKilobytesPerVu: peak.pss / 1024 / summary.totals.maxVus,
    cpuMicrosecondsPerRequest: summary.generator.cpuMicrosecondsPerRequest,
  };
  mkdirSync(values.out, { recursive: true });
  writeFileSync(join(values.out, 'reach.json'), JSON.stringify(figures, null, 2));
  console.table(figures);
} finally {
  await target.stop();
  rmSync(scratch, { recursive: true, force: true });
}
