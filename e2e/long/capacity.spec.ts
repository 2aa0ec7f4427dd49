import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CapacityDetail } from '../../lib/api/capacity.ts';
import { intervalInWords } from '../../lib/capacity/words.ts';
import type { PlanInput } from '../../lib/plan/plan.ts';
import type { Api } from '../support/api.ts';
import { expect, test } from '../support/app-fixture.ts';

/** Real searches against targets of which the capacity is known by construction: slots / time of service. */

type Executor = PlanInput['scenarios'][number]['executor'];

type Case = {
  name: string;
  slots: number;
  serviceMs: number;
  /** Of p95, milliseconds. */
  limit: number;
  executor: Executor;
  capacity: number;
};

const CASES: Case[] = [
  {
    ...{ name: 'a rate, 4 slots of 20 ms', slots: 4, serviceMs: 20, limit: 510, capacity: 200 },
    executor: { type: 'constant-arrival-rate', rate: 300, duration: '1m', maxVUs: 1500 },
  },
  {
    // 20 of them are served by each slot before the last one has waited for 2 s; a late timer is little beside that.
    ...{
      name: 'users who do not think, 5 slots of 100 ms',
      slots: 5,
      serviceMs: 100,
      limit: 2010,
      capacity: 100,
    },
    executor: { type: 'constant-vus', vus: 300, duration: '1m' },
  },
];

async function slotServer(slots: number, serviceMs: number) {
  const program = join(import.meta.dirname, 'support/slot-server.ts');
  const child = spawn(process.execPath, [program, String(slots), String(serviceMs)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  if (!child.stdout) throw new Error('The server has no output');
  const [url] = await once(createInterface({ input: child.stdout }), 'line');
  return { url: String(url), stop: () => child.kill() };
}

async function search(api: Api, ids: { planId: string; environmentId: string }, release: string) {
  const answer = await api.send('POST', '/api/capacity', {
    ...{ ...ids, release },
    settings: { stepShortest: '4s', stepLongest: '24s', beyond: false },
  });
  const { run } = (await answer.json()) as { run: { id: string } };
  await api.runWhen(run.id, (detail) => detail.run.status === 'finished', 900_000);
  return CapacityDetail.parse(await (await api.send('GET', `/api/capacity/${run.id}`)).json());
}

for (const { name, slots, serviceMs, limit, executor, capacity } of CASES) {
  test(`two searches in a row agree, and are within 5 % of the truth: ${name}`, async ({ api }) => {
    test.setTimeout(30 * 60_000);
    const server = await slotServer(slots, serviceMs);
    try {
      const ids = {
        environmentId: await api.createEnvironment({
          ...{ name, baseUrl: server.url, maxVUs: 2000, maxRequestsPerSecond: 2000 },
        }),
        planId: await api.createPlan({
          ...{ version: 1, name, warmUp: 'none' },
          scenarios: [{ name: 'Ask', executor, steps: [{ type: 'request', name: 'Ask', url: '/' }] }],
          thresholds: [{ metric: 'http_req_duration', rule: `p(95)<${limit}` }],
        }),
      };
      for (const release of ['first', 'second']) {
        const { answer, unit, change, run } = await search(api, ids, release);
        if (!answer) throw new Error('The search gave no answer');
        console.log(
          `${name}: ${intervalInWords(answer, unit)}, best ${answer.best}, truth ${capacity}, ${answer.end}, ${run.durationSeconds?.toFixed(0)} s`,
        );
        expect(answer.end).toBe('found');
        expect(answer.low ?? 0).toBeLessThanOrEqual(capacity);
        expect(answer.high ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(capacity);
        expect(Math.abs((answer.best ?? 0) / capacity - 1)).toBeLessThanOrEqual(0.05);
        if (release === 'second') expect(change?.verdict).toBe('no-difference');
      }
    } finally {
      server.stop();
    }
  });
}
