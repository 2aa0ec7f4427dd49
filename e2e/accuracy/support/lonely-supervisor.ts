import { Play } from './play.ts';

/** A supervisor in a process of its own, to be killed. Says when its run has begun. */
const run = new Play({
  baseUrl: process.argv[2] ?? '',
  workers: 2,
  scenarios: [
    {
      name: 'S',
      executor: { type: 'constant-vus', vus: 10, duration: '10m' },
      steps: [{ type: 'request', name: 'x', url: '/delay/5' }],
    },
  ],
});
await run.second(0);
process.send?.('begun');
