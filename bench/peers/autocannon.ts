import { z } from 'zod';
import type { Contender } from '../contender.ts';

const Result = z.object({ '2xx': z.int(), latency: z.object({ p50: z.number(), p99: z.number() }) });

export const autocannon: Contender = {
  name: 'autocannon',
  work: 'GET',
  versionCommand: ['autocannon', '--version'],
  get: ({ url, connections, seconds }) => [
    'autocannon',
    '-c',
    `${connections}`,
    '-d',
    `${seconds}`,
    '--json',
    url,
  ],
  reported(stdout) {
    const { '2xx': requests, latency } = Result.parse(JSON.parse(stdout));
    return { requests, p50: latency.p50, p99: latency.p99 };
  },
};
