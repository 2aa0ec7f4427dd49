import { type Contender, numberIn } from '../contender.ts';

const UNITS: Record<string, number> = { us: 0.001, ms: 1, s: 1000, m: 60_000 };

function percentile(percent: number, text: string): number {
  const [, amount, unit = ''] = new RegExp(`^\\s+${percent}%\\s+([\\d.]+)(us|ms|s|m)$`, 'm').exec(text) ?? [];
  return Number(amount) * (UNITS[unit] ?? Number.NaN);
}

export const wrk: Contender = {
  name: 'wrk',
  work: 'GET',
  versionCommand: ['wrk', '-v'],
  get: ({ url, connections, seconds }) => [
    'wrk',
    '-t1',
    `-c${connections}`,
    `-d${seconds}s`,
    '--latency',
    url,
  ],
  reported: (stdout) => ({
    requests: numberIn(/(\d+) requests in/, stdout),
    p50: percentile(50, stdout),
    p99: percentile(99, stdout),
  }),
};
