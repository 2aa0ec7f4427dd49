import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Plan } from '../../lib/plan/plan.ts';
import { conductRun } from '../../lib/run/conduct.ts';
import { RecordOutput } from '../../lib/server/records/record-output.ts';
import { startRun } from '../../runner/run.ts';
import { ENDPOINTS } from './endpoints.ts';

/** Runs a plan with 20 endpoints against the noisy target, `rate` requests a second to each, and writes its record. */
export async function recordRun(path: string, minutes: number, rate = 10): Promise<void> {
  const target = fork(join(import.meta.dirname, 'noisy-target.ts'), { stdio: 'inherit' });
  const [port] = await once(target, 'message');
  const plan = Plan.parse({
    version: 1,
    name: 'Twenty endpoints',
    warmUp: '10s',
    scenarios: [
      {
        name: 'All',
        executor: {
          type: 'constant-arrival-rate',
          rate,
          duration: `${minutes * 60 + 10}s`,
          preAllocatedVUs: 4 * rate,
          maxVUs: 50 * rate,
        },
        steps: Array.from({ length: ENDPOINTS }, (_, at) => ({
          type: 'request',
          name: `Endpoint ${at + 1}`,
          url: `/${at}`,
        })),
      },
    ],
    environment: { baseUrl: `http://127.0.0.1:${port}`, maxVUs: 50 * rate, maxRequestsPerSecond: 100_000 },
  });
  if (!plan.environment) throw new Error('The plan has lost its environment');
  const paths = { path, tailPath: `${path}.tail` };
  rmSync(path, { force: true });
  const conducted = conductRun({
    startRun,
    request: { plan, environment: plan.environment, secrets: {}, workers: 1 },
    release: null,
    outputs: [new RecordOutput(randomUUID(), paths)],
  });
  process.once('SIGINT', () => conducted.stop({ kind: 'stopped', by: 'signal' }));
  const { reason, summary } = await conducted.finished;
  target.disconnect();
  if (reason.kind !== 'completed') throw new Error(`The run did not end well: ${summary.endReason}`);
}
