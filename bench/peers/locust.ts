import { join } from 'node:path';
import { z } from 'zod';
import type { Contender } from '../contender.ts';

const common = (url: string) => [
  ...['locust', '-f', join(import.meta.dirname, 'locustfile.py'), '-H', url.replace(/\/$/, '')],
  ...['--headless', '--json', '--loglevel', 'WARNING'],
];

/** Requests by name; `response_times` counts them by rounded milliseconds. */
const Result = z.array(
  z.object({
    num_requests: z.int(),
    num_failures: z.int(),
    response_times: z.record(z.string(), z.int()),
  }),
);

/** With its faster client. */
export const locust: Contender = {
  name: 'Locust',
  work: 'GET, status check',
  versionCommand: ['locust', '--version'],
  get: ({ url, connections, seconds }) => [
    ...common(url),
    ...['-u', `${connections}`, '-r', `${connections}`, '-t', `${seconds}s`],
  ],
  reported(stdout) {
    const [entry, ...more] = Result.parse(JSON.parse(stdout));
    if (!entry || more.length > 0) throw new Error(`Locust told of ${more.length + 1} requests`);
    const times = Object.entries(entry.response_times)
      .map(([ms, count]) => ({ ms: Number(ms), count }))
      .sort((a, b) => a.ms - b.ms);
    const percentile = (percent: number) => {
      let left = (entry.num_requests * percent) / 100;
      return times.find(({ count }) => {
        left -= count;
        return left <= 0;
      })?.ms;
    };
    return { requests: entry.num_requests - entry.num_failures, p50: percentile(50), p99: percentile(99) };
  },
  users: ({ url, users, rampSeconds, holdSeconds, think }) => [
    'env',
    `MIN=${think.min}`,
    `MAX=${think.max}`,
    ...common(url),
    ...['-u', `${users}`, '-r', `${Math.ceil(users / rampSeconds)}`, '-t', `${rampSeconds + holdSeconds}s`],
  ],
};
