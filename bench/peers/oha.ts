import { z } from 'zod';
import type { Contender } from '../contender.ts';

const Result = z.object({
  statusCodeDistribution: z.object({ 200: z.int() }),
  /** Seconds. */
  latencyPercentiles: z.object({ p50: z.number(), p99: z.number() }),
});

export const oha: Contender = {
  name: 'oha',
  work: 'GET',
  versionCommand: ['oha', '--version'],
  get: ({ url, connections, seconds }) => [
    ...['oha', '--no-tui', '--output-format', 'json'],
    ...['-c', `${connections}`, '-z', `${seconds}s`, url],
  ],
  reported(stdout) {
    const { statusCodeDistribution, latencyPercentiles } = Result.parse(JSON.parse(stdout));
    return {
      requests: statusCodeDistribution[200],
      p50: latencyPercentiles.p50 * 1000,
      p99: latencyPercentiles.p99 * 1000,
    };
  },
};
