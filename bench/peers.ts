import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Job = { url: string; connections: number; seconds: number; scratch: string };

export type Contender = {
  name: string;
  /** What it does with each response; peers differ in what they can do at all. */
  work: string;
  /** Command that prints a version, or undefined where the program is always there. */
  versionCommand?: string[];
  command(job: Job): string[];
  /** Finished requests, from what the command printed or wrote. */
  requests(stdout: string, job: Job): number;
};

const here = import.meta.dirname;

function number(pattern: RegExp, text: string): number {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`No request count (${pattern}) in: ${text.slice(-2000)}`);
  return Number(found);
}

function ours(name: string, work: string, plan: string): Contender {
  const out = (job: Job) => join(job.scratch, `${plan}.json`);
  return {
    name,
    work,
    command: (job) => [
      process.execPath,
      join(here, '..', 'cli.ts'),
      'run',
      join(here, 'plans', `${plan}.yaml`),
      '--base-url',
      job.url,
      '--env',
      `path=/`,
      '--quiet',
      '--workers',
      '1',
      '--out',
      out(job),
    ],
    requests: (_, job) => {
      const { totals } = JSON.parse(readFileSync(out(job), 'utf8')) as {
        totals: { requests: number; failed: number };
      };
      if (totals.failed > 0) throw new Error(`${totals.failed} requests of ${name} failed`);
      return totals.requests;
    },
  };
}

/** Same target, same connections, same time for all. What is not installed is left out and named. */
export const CONTENDERS: Contender[] = [
  ours('Rehearsal, plain', 'GET, status check', 'plain-get'),
  ours('Rehearsal, full', 'GET, status check, JSONPath check, extraction', 'full-get'),
  {
    name: 'bare undici',
    work: 'GET',
    command: (job) => [
      process.execPath,
      join(here, 'bare-undici.ts'),
      job.url,
      `${job.connections}`,
      `${job.seconds}`,
    ],
    requests: (stdout) => number(/"requests":(\d+)/, stdout),
  },
  {
    name: 'wrk',
    work: 'GET',
    versionCommand: ['wrk', '-v'],
    command: (job) => ['wrk', '-t1', `-c${job.connections}`, `-d${job.seconds}s`, '--latency', job.url],
    requests: (stdout) => number(/(\d+) requests in/, stdout),
  },
  {
    name: 'autocannon',
    work: 'GET',
    versionCommand: ['autocannon', '--version'],
    command: (job) => ['autocannon', '-c', `${job.connections}`, '-d', `${job.seconds}`, '--json', job.url],
    requests: (stdout) => number(/"requests":\{[^}]*?"total":(\d+)/, stdout),
  },
  {
    name: 'hey',
    work: 'GET',
    versionCommand: ['hey', '-h'],
    command: (job) => ['hey', '-c', `${job.connections}`, '-z', `${job.seconds}s`, '-cpus', '1', job.url],
    requests: (stdout) => number(/\[200\]\s+(\d+) responses/, stdout),
  },
  {
    name: 'k6',
    work: 'GET, status check',
    versionCommand: ['k6', 'version'],
    command: (job) => [
      'env',
      'GOMAXPROCS=1',
      `TARGET=${job.url}`,
      'k6',
      'run',
      '--quiet',
      '--no-usage-report',
      '--vus',
      `${job.connections}`,
      '--duration',
      `${job.seconds}s`,
      join(here, 'peers', 'k6-get.js'),
    ],
    requests: (stdout) => number(/http_reqs[.\s]*:\s*(\d+)/, stdout),
  },
  {
    name: 'oha',
    work: 'GET',
    versionCommand: ['oha', '--version'],
    command: (job) => ['oha', '--no-tui', '-c', `${job.connections}`, '-z', `${job.seconds}s`, job.url],
    requests: (stdout) => number(/\[200\] (\d+) responses/, stdout),
  },
  {
    name: 'vegeta',
    work: 'GET',
    versionCommand: ['vegeta', '--version'],
    command: (job) => [
      'bash',
      '-c',
      `echo "GET ${job.url}" | vegeta attack -rate 0 -max-workers ${job.connections} -duration ${job.seconds}s | vegeta report -type json`,
    ],
    requests: (stdout) => number(/"requests":(\d+)/, stdout),
  },
];

/** The first line that the version command prints; undefined when the program is not installed. */
export function versionOf(contender: Contender): string | undefined {
  if (!contender.versionCommand) return '';
  const [program = '', ...args] = contender.versionCommand;
  const { error, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (error) return undefined;
  return /\d+\.\d+[.\d]*/.exec(`${stdout}\n${stderr}`)?.[0] ?? '';
}
