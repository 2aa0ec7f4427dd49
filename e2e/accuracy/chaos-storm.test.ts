import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PlanInput } from '../../lib/plan/plan.ts';
import { CHAOS, type ChaosCase } from './support/chaos-cases.ts';
import { ChaosTarget } from './support/chaos-target.ts';
import { Play } from './support/play.ts';
import { until, workersOf } from './support/processes.ts';

/**
 * All that can go wrong at once, tens of thousands of times: no crash, nothing leaks, and for every fault the very
 * counts of the target. `CHAOS_MINUTES=60` makes it as long; then memory must not grow either.
 */

const minutes = Number(process.env.CHAOS_MINUTES ?? 0);
const MB = 1024 * 1024;

let target: ChaosTarget;
beforeAll(async () => {
  target = await ChaosTarget.start();
});
afterAll(() => target.stop());

const ITERATIONS = {
  cheap: { vus: 2, iterations: 200 },
  dear: { vus: 1, iterations: 30 },
  slow: { vus: 10, iterations: 12 },
};

type Scenario = PlanInput['scenarios'][number];

function scenarioOf({ path, step, cost }: ChaosCase): Scenario {
  const { vus, iterations } = ITERATIONS[cost ?? 'cheap'];
  return {
    name: path,
    executor: minutes
      ? { type: 'constant-vus', vus, duration: `${minutes}m`, gracefulStop: '30s' }
      : { type: 'per-vu-iterations', vus, iterations },
    steps: [
      { type: 'request', name: path, url: path, timeout: '50s', ...step },
      { type: 'request', name: `after ${path}`, url: `/fine${path}`, timeout: '50s' },
      { type: 'think', time: { distribution: 'uniform', min: '0ms', max: minutes ? '40ms' : '4ms' } },
    ],
  };
}

/** More users than a target lets in, and one that dies and comes back. */
const crowd = (name: string, url: string, vus: number): Scenario => ({
  name,
  executor: minutes
    ? { type: 'constant-vus', vus, duration: `${minutes}m`, gracefulStop: '30s' }
    : { type: 'per-vu-iterations', vus, iterations: 150, maxDuration: '10m' },
  steps: [
    { type: 'request', name, url, timeout: '50s' },
    { type: 'think', time: { distribution: 'uniform', min: '5ms', max: '30ms' } },
  ],
});

it(
  'accounts for every request whatever a target does, tens of thousands of times, and leaks nothing',
  async () => {
    await target.dieEvery(700);
    const scenarios = [
      ...CHAOS.map(scenarioOf),
      crowd('limited', '/limited', 8),
      crowd('mortal', `${target.mortalUrl}/fine/mortal`, 8),
    ];
    const vus = scenarios.reduce(
      (sum, { executor }) => sum + ('vus' in executor ? (executor.vus ?? 1) : 0),
      0,
    );
    const run = new Play({ baseUrl: target.baseUrl, workers: 2, scenarios });
    const most = { sockets: 0, files: 0 };
    const watch = setInterval(async () => {
      most.sockets = Math.max(most.sockets, (await target.counts()).open);
      most.files = Math.max(most.files, ...workersOf(process.pid).map(openFiles));
    }, 500);
    await run.finished;
    clearInterval(watch);
    expect(run.events.at(-1)).toMatchObject({ reason: { kind: 'completed' } });
    await until(async () => (await target.counts()).open === 0, 5000, 'all connections are closed');

    const { seen } = await target.counts();
    let total = 0;
    for (const one of CHAOS) {
      const { path, kind, requests = 1, racing = false } = one;
      const first = run.of(path);
      const after = run.of(`after ${path}`);
      total += first.count + after.count;
      const steps = first.count / requests;
      if (racing) expectReckoned(first, seen[path] ?? 0);
      else
        expect(
          {
            count: first.count,
            failed: first.failed,
            interrupted: first.interrupted,
            refused: first.refused,
            errors: first.errors,
          },
          path,
        ).toEqual({
          count: seen[path] ?? 0,
          failed: kind === null ? 0 : steps,
          interrupted: 0,
          refused: 0,
          errors: kind === null ? {} : { [kind]: steps },
        });
      for (const figures of [first, after]) {
        expect(figures.latency.responseTime.count, path).toBe(figures.count);
        expect(figures.latency.serviceTime.count, path).toBe(figures.count);
      }
      // What is not this fault's is not hurt by it.
      if (racing) expectReckoned(after, seen[`/fine${path}`] ?? 0);
      else expect([after.count, after.failed], `after ${path}`).toEqual([seen[`/fine${path}`], 0]);
      expect(after.count, `after ${path}`).toBe(steps);
      const { vus: users, iterations } = ITERATIONS[one.cost ?? 'cheap'];
      if (!minutes) expect(steps, path).toBe(users * iterations);
    }
    for (const [name, path] of [
      ['limited', '/limited'],
      ['mortal', '/fine/mortal'],
    ] as const) {
      expectReckoned(run.of(name), seen[path] ?? 0);
      expect(run.of(name).failed, name).toBeGreaterThan(0);
      total += run.of(name).count;
    }
    expect(total).toBeGreaterThan(20_000);
    expect(run.iterations(0)).toMatchObject({
      interruptedIterations: 0,
      droppedIterations: 0,
      failedIterations: 0,
    });

    // A connection that is reset lives on in the target for a moment.
    expect(most.sockets, 'connections').toBeLessThanOrEqual(2 * vus);
    expect(most.files, 'files of a worker').toBeLessThanOrEqual(vus + 100);
    const rss = memoryBySecond(run);
    expect(Math.max(...rss) / MB, 'MB of memory').toBeLessThan(450);
    if (minutes) {
      const quarter = Math.floor(rss.length / 4);
      const typical = (part: number[]) => part.toSorted((a, b) => a - b)[Math.floor(part.length / 2)] ?? 0;
      const grown = typical(rss.slice(-quarter)) - typical(rss.slice(quarter, 2 * quarter));
      console.log(
        `${total} requests, memory grew by ${(grown / MB).toFixed(1)} MB, most ${JSON.stringify(most)}`,
      );
      expect(grown / MB, 'MB that memory grew by').toBeLessThan(25);
    }
  },
  300_000 + minutes * 60_000,
);

/** Every request was answered, reset or refused; the target saw all that were answered, and none that were not sent. */
function expectReckoned(figures: ReturnType<Play['of']>, seen: number): void {
  const { count, failed, statuses, errors } = figures;
  const { reset = 0, refused = 0 } = errors;
  expect(statuses['200'] ?? 0).toBe(count - failed);
  expect(reset + refused).toBe(failed);
  expect(seen).toBeGreaterThanOrEqual(count - failed);
  expect(seen).toBeLessThanOrEqual(count - refused);
}

/** Bytes of the largest worker. */
function memoryBySecond({ snapshots }: Play): number[] {
  return snapshots
    .filter(({ health }) => health.length > 0)
    .map(({ health }) => Math.max(...health.map(({ rssBytes }) => rssBytes)));
}

function openFiles(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return 0;
  }
}
