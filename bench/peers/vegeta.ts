import { z } from 'zod';
import type { Contender } from '../contender.ts';

const Result = z.object({
  status_codes: z.object({ 200: z.int() }),
  /** Nanoseconds. */
  latencies: z.object({ '50th': z.number(), '99th': z.number() }),
});

export const vegeta: Contender = {
  name: 'vegeta',
  work: 'GET',
  versionCommand: ['vegeta', '-version'],
  get: ({ url, connections, seconds }) => [
    'bash',
    '-c',
    `echo "GET ${url}" | vegeta attack -rate 0 -workers ${connections} -max-workers ${connections} -duration ${seconds}s | vegeta report -type json`,
  ],
  reported(stdout) {
    const { status_codes, latencies } = Result.parse(JSON.parse(stdout));
    return { requests: status_codes[200], p50: latencies['50th'] / 1e6, p99: latencies['99th'] / 1e6 };
  },
};
