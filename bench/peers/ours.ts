import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Plan, type PlanInput } from '../../lib/plan/plan.ts';
import { RunSummary } from '../../lib/run/summary.ts';
import type { Contender, UsersJob } from '../contender.ts';

const bench = join(import.meta.dirname, '..');
const outOf = (scratch: string) => join(scratch, 'ours.json');

/** One load worker: the generator has one core. */
function run(plan: PlanInput, url: string, scratch: string): string[] {
  const file = join(scratch, 'ours-plan.json');
  writeFileSync(file, JSON.stringify(plan));
  const cli = [process.execPath, join(bench, '..', 'scripts/rehearsal.mjs'), 'run', file];
  return [...cli, '--base-url', url, '--quiet', '--workers', '1', '--out', outOf(scratch)];
}

function ours(name: string, work: string, file: string): Contender {
  return {
    name,
    work,
    get({ connections, seconds, url, scratch }) {
      const plan = Plan.parse(parse(readFileSync(join(bench, 'plans', file), 'utf8')));
      const scenarios = plan.scenarios.map((scenario) => ({
        ...scenario,
        executor: {
          type: 'constant-vus' as const,
          vus: connections,
          duration: `${seconds}s`,
          gracefulStop: '2s',
        },
      }));
      return run({ ...plan, scenarios }, url, scratch);
    },
    reported(_, { scratch }) {
      const { totals, requests } = RunSummary.parse(JSON.parse(readFileSync(outOf(scratch), 'utf8')));
      if (totals.failed > 0) throw new Error(`${totals.failed} requests failed`);
      const { p50, p99 } = requests[0]?.serviceTimeMs ?? {};
      return { requests: totals.requests, p50, p99 };
    },
    users: usersOf,
  };
}

function usersOf({ url, users, rampSeconds, holdSeconds, think, scratch }: UsersJob): string[] {
  const plan: PlanInput = {
    version: 1,
    name: 'Users with think time',
    scenarios: [
      {
        name: 'users',
        executor: {
          type: 'ramping-vus',
          stages: [
            { duration: `${rampSeconds}s`, target: users },
            { duration: `${holdSeconds}s`, target: users },
          ],
          gracefulRampDown: '1s',
          gracefulStop: '1s',
        },
        steps: [
          { type: 'request', name: 'get', url: '/', checks: [{ source: 'status', value: 200 }] },
          { type: 'think', time: { distribution: 'uniform', min: `${think.min}s`, max: `${think.max}s` } },
        ],
      },
    ],
    environment: { baseUrl: url, maxVUs: 1_000_000, maxRequestsPerSecond: 10_000_000 },
  };
  return run(plan, url, scratch);
}

export const plain = ours('Rehearsal, plain', 'GET, status check', 'plain-get.yaml');
/** The script that k6 itself is given. */
const getScript = join(bench, 'peers', 'k6-get.js');
const usersScript = join(bench, 'peers', 'k6-users.js');

/** k6 takes these from its command line; a script of ours says them itself. */
function scriptOf(source: string, options: object, scratch: string): string {
  const file = join(scratch, 'ours-script.js');
  const text = readFileSync(source, 'utf8').replace(/^export const options\b.*$/m, '');
  writeFileSync(file, `${text}\nexport const options = ${JSON.stringify(options)};\n`);
  return file;
}

const runScript = (file: string, env: Record<string, string | number>, scratch: string): string[] => [
  ...[process.execPath, join(bench, '..', 'scripts/rehearsal.mjs'), 'run', file],
  ...Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
  ...['--quiet', '--workers', '1', '--out', outOf(scratch)],
];

export const script: Contender = {
  name: 'Rehearsal, script',
  work: "GET, status check: k6's own script",
  get: ({ connections, seconds, url, scratch }) =>
    runScript(
      scriptOf(getScript, { vus: connections, duration: `${seconds}s` }, scratch),
      { TARGET: url },
      scratch,
    ),
  reported: plain.reported,
  users: ({ url, users, rampSeconds, holdSeconds, think, scratch }) => {
    const stages = [rampSeconds, holdSeconds].map((seconds) => ({ duration: `${seconds}s`, target: users }));
    const file = scriptOf(usersScript, { stages }, scratch);
    return runScript(file, { TARGET: url, MIN: think.min, MAX: think.max }, scratch);
  },
};
export const full: Contender = {
  ...ours('Rehearsal, full', 'GET, status check, JSONPath check, extraction', 'full-get.yaml'),
  users: undefined,
};
