import { type Contender, numberIn } from '../contender.ts';

export const hey: Contender = {
  name: 'hey',
  work: 'GET',
  versionCommand: ['hey', '-h'],
  get: ({ url, connections, seconds }) => [
    'hey',
    '-c',
    `${connections}`,
    '-z',
    `${seconds}s`,
    '-cpus',
    '1',
    url,
  ],
  reported: (stdout) => ({
    requests: numberIn(/\[200\]\s+(\d+) responses/, stdout),
    p50: 1000 * numberIn(/50%+ in ([\d.]+) secs/, stdout),
    p99: 1000 * numberIn(/99%+ in ([\d.]+) secs/, stdout),
  }),
};
