import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Contender } from '../contender.ts';

const reportOf = (scratch: string) => join(scratch, 'artillery.json');

type Script = {
  url: string;
  users: number;
  rampSeconds: number;
  seconds: number;
  think: number;
  scratch: string;
};

/** Users that start within `rampSeconds` and loop until `seconds` are over. */
function run({ url, users, rampSeconds, seconds, think, scratch }: Script): string[] {
  const loop = [{ get: { url: '/' } }, ...(think > 0 ? [{ think }] : [])];
  const file = join(scratch, 'artillery-script.json');
  const script = {
    config: {
      target: url.replace(/\/$/, ''),
      phases: [{ duration: rampSeconds, arrivalCount: users }],
      processor: join(import.meta.dirname, 'artillery-clock.cjs'),
    },
    scenarios: [{ flow: [{ loop, whileTrue: 'goOn' }] }],
  };
  writeFileSync(file, JSON.stringify(script));
  return [
    ...['env', 'ARTILLERY_DISABLE_TELEMETRY=true', 'WORKERS=1', `SECONDS=${seconds}`],
    ...['artillery', 'run', '--quiet', '--output', reportOf(scratch), file],
  ];
}

const Report = z.object({
  aggregate: z.object({
    firstMetricAt: z.number(),
    lastMetricAt: z.number(),
    counters: z.object({ 'http.codes.200': z.int() }),
    summaries: z.object({ 'http.response_time': z.object({ p50: z.number(), p99: z.number() }) }),
  }),
});

export const artillery: Contender = {
  name: 'Artillery',
  work: 'GET',
  versionCommand: ['artillery', '--version'],
  get: ({ url, connections, seconds, scratch }) =>
    run({ url, users: connections, rampSeconds: 1, seconds, think: 0, scratch }),
  reported(_, { scratch }) {
    const { aggregate } = Report.parse(JSON.parse(readFileSync(reportOf(scratch), 'utf8')));
    return {
      requests: aggregate.counters['http.codes.200'],
      seconds: (aggregate.lastMetricAt - aggregate.firstMetricAt) / 1000,
      ...aggregate.summaries['http.response_time'],
    };
  },
  users: ({ url, users, rampSeconds, holdSeconds, think, scratch }) =>
    run({
      ...{ url, users, rampSeconds, scratch },
      seconds: rampSeconds + holdSeconds,
      think: (think.min + think.max) / 2,
    }),
};
