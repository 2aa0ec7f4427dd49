import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Contender } from '../contender.ts';

const script = (name: string) => join(import.meta.dirname, name);
const summaryOf = (scratch: string) => join(scratch, 'k6.json');
const QUIET = ['--quiet', '--no-usage-report'];

const Summary = z.object({
  metrics: z.object({
    http_reqs: z.object({ count: z.int() }),
    http_req_duration: z.object({ med: z.number(), 'p(99)': z.number() }),
  }),
});

export const k6: Contender = {
  name: 'k6',
  work: 'GET, status check',
  versionCommand: ['k6', 'version'],
  get: ({ url, connections, seconds, scratch }) => [
    ...['env', 'GOMAXPROCS=1', `TARGET=${url}`, 'k6', 'run', ...QUIET],
    ...['--summary-export', summaryOf(scratch), '--summary-trend-stats', 'med,p(99)'],
    ...['--vus', `${connections}`, '--duration', `${seconds}s`, script('k6-get.js')],
  ],
  reported(_, { scratch }) {
    const { metrics } = Summary.parse(JSON.parse(readFileSync(summaryOf(scratch), 'utf8')));
    const { med, 'p(99)': p99 } = metrics.http_req_duration;
    return { requests: metrics.http_reqs.count, p50: med, p99 };
  },
  users: ({ url, users, rampSeconds, holdSeconds, think }) => [
    ...[
      'env',
      'GOMAXPROCS=1',
      `TARGET=${url}`,
      `MIN=${think.min}`,
      `MAX=${think.max}`,
      'k6',
      'run',
      ...QUIET,
    ],
    ...['--stage', `${rampSeconds}s:${users},${holdSeconds}s:${users}`, script('k6-users.js')],
  ],
};
