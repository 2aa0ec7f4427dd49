import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Plan } from '../lib/plan/plan.ts';
import { conductRun } from '../lib/run/conduct.ts';
import { startRun } from '../runner/run.ts';
import { memoryCurve } from './memory-curve.ts';
import { soakVerdict, totalRss } from './soak-verdict.ts';
import { SoakWatch, type SoakWindow } from './soak-watch.ts';
import { startTarget } from './target.ts';

/**
 * A long run at a steady arrival rate against a target on this machine: is the memory at its end that of its first
 * minutes, and was the rate held all the time? Usage: npm run bench:soak -- [--minutes 30] [--rate 5000] [--core 1]
 * With --core all of the generator stays on that core, and the target has another one.
 */

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    rate: { type: 'string', default: '5000' },
    core: { type: 'string' },
    out: { type: 'string', default: join(import.meta.dirname, 'results') },
  },
});
const minutes = Number(values.minutes);
const rate = Number(values.rate);
if (!(minutes >= 2 && minutes <= 24 * 60)) throw new Error('--minutes is a number from 2 to 1440');
if (!(Number.isInteger(rate) && rate >= 1 && rate <= 50_000))
  throw new Error('--rate is a whole number from 1 to 50000');

// What it starts, starts where it is; the target is put beside it.
const core = values.core === undefined ? undefined : Number(values.core);
if (core !== undefined && spawnSync('taskset', ['-pc', String(core), String(process.pid)]).status !== 0)
  throw new Error(`--core is the number of a core, from 0 to ${availableParallelism() - 1}`);
const target = await startTarget(core === undefined ? {} : { core: core === 0 ? 1 : 0 });
const plan = Plan.parse({
  version: 1,
  name: `${rate} requests a second for ${minutes} minutes`,
  scenarios: [
    {
      name: 'steady',
      executor: {
        type: 'constant-arrival-rate',
        rate,
        duration: `${Math.round(minutes * 60)}s`,
        preAllocatedVUs: 50,
        maxVUs: 5000,
        gracefulStop: '5s',
      },
      steps: [
        {
          type: 'request',
          name: 'get',
          url: '/',
          checks: [
            { source: 'status', value: 200 },
            { source: 'jsonpath', expression: '$.items[0].id', operator: 'exists' },
          ],
          extract: [{ as: 'id', from: 'jsonpath', expression: '$.items[3].id' }],
        },
      ],
    },
  ],
  environment: { baseUrl: target.url, maxVUs: 5000, maxRequestsPerSecond: 10_000_000 },
});

const mb = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`;
const delayMs = (percent: number) => (watch.allSendDelay.percentile(percent) / 1000).toFixed(1);
const watch: SoakWatch = new SoakWatch((window: SoakWindow) => {
  const { second, requestsPerSecond, sendDelayP99Ms, sockets, cpu } = window;
  console.log(
    `${String(second).padStart(5)} s  ${requestsPerSecond.toFixed(1).padStart(8)}/s  send delay p99 ${sendDelayP99Ms.toFixed(1).padStart(6)} ms  ${String(sockets).padStart(5)} sockets  CPU ${(cpu * 100).toFixed(0).padStart(3)} %  memory ${mb(totalRss(window))} (supervisor ${mb(window.supervisorRss)}, workers ${window.workersRss.map(mb).join(', ')})`,
  );
});

try {
  if (!plan.environment) throw new Error('The plan has lost its environment');
  const conducted = conductRun({
    startRun,
    request: { plan, environment: plan.environment, secrets: {} },
    release: null,
    outputs: [
      {
        onEvent: (event) => {
          if (event.type === 'snapshot') watch.add(event.snapshot);
        },
        close: () => {},
      },
    ],
  });
  process.once('SIGINT', () => conducted.stop({ kind: 'stopped', by: 'signal' }));
  const { reason, summary } = await conducted.finished;
  // What was cut off before its first window was whole has nothing to say.
  if (watch.windows.length < 6)
    throw new Error(`It ended after ${summary.durationSeconds} s: ${JSON.stringify(reason)}`);
  const verdict = soakVerdict(watch.windows, rate);
  const passed = verdict.passed && reason.kind === 'completed';
  const text = [
    `${summary.totals.requests.toLocaleString('en')} requests in ${(summary.durationSeconds / 60).toFixed(1)} minutes, asked for ${rate.toLocaleString('en')}/s: ${passed ? 'passed' : 'FAILED'}.`,
    ...verdict.sentences,
    `Send delay over the whole run: p50 ${delayMs(50)}, p99 ${delayMs(99)}, p99.9 ${delayMs(99.9)} ms.`,
  ];
  mkdirSync(values.out, { recursive: true });
  writeFileSync(
    join(values.out, 'soak.json'),
    JSON.stringify({ rate, minutes, verdict, windows: watch.windows }),
  );
  writeFileSync(join(values.out, 'soak.md'), `${text.map((line) => `- ${line}`).join('\n')}\n`);
  writeFileSync(
    join(values.out, 'soak.svg'),
    memoryCurve(
      watch.windows,
      `Memory at ${rate.toLocaleString('en')} requests a second, ${minutes} minutes`,
    ),
  );
  console.log(`\n${text.join('\n')}\n\nWritten to ${values.out}/soak.md, soak.svg and soak.json.`);
  if (!passed) process.exitCode = 1;
} finally {
  await target.stop();
}
