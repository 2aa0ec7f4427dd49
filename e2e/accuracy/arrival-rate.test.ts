import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { arrivalsOf } from '../../lib/load/arrivals.ts';
import { Executor } from '../../lib/plan/executor.ts';
import { Play, play } from './support/play.ts';
import { quietly } from './support/quiet.ts';
import { Target } from './support/target.ts';

let target: Target;
beforeAll(async () => {
  target = await Target.start();
});
beforeEach(() => target.reset());
afterAll(() => target.stop());

const arrivedAt = async (key: string) =>
  ((await target.counts())[key]?.arrivedMs ?? []).toSorted((a, b) => a - b);

describe('constant arrival rate', () => {
  it.each([1, 2])('keeps 500/s within 0.5 % as the server sees it, with %i workers', async (workers) => {
    const rate = 500;
    const seconds = 6;
    const { run, disturbedMs } = await quietly(target, () =>
      play({
        baseUrl: target.baseUrl,
        workers,
        scenarios: [
          {
            name: 'S',
            executor: {
              type: 'constant-arrival-rate',
              rate,
              duration: `${seconds}s`,
              preAllocatedVUs: 20,
              maxVUs: 1000,
            },
            steps: [{ type: 'request', name: 'x', url: '/x' }],
          },
        ],
      }),
    );
    const note = `${run.note()}; the machine stood still for up to ${disturbedMs} ms`;
    const arrived = await arrivedAt('GET /x');
    expect(run.iterations(), note).toMatchObject({ iterations: rate * seconds, droppedIterations: 0 });
    expect(arrived, note).toHaveLength(rate * seconds);
    // By the server's clock, from the middle of the first tenth of a second to the middle of the last.
    const span = median(arrived.slice(-51)) - median(arrived.slice(0, 51));
    const seen = (arrived.length - 51) / (span / 1000);
    const allowed = 0.005 + disturbedMs / (seconds * 1000);
    expect(Math.abs(seen / rate - 1), `${seen.toFixed(2)}/s; ${note}`).toBeLessThan(allowed);
  });
});

describe('ramping arrival rate', () => {
  it('starts the k-th iteration when the integral of the rate says so', async () => {
    const stages = [
      { duration: '3s', target: 200 },
      { duration: '1s', target: 200 },
      { duration: '0s', target: 50 },
      { duration: '2s', target: 0 },
    ];
    const executor = { type: 'ramping-arrival-rate' as const, startRate: 20, stages, maxVUs: 300 };
    const { run, disturbedMs } = await quietly(target, () =>
      play({
        baseUrl: target.baseUrl,
        workers: 2,
        scenarios: [{ name: 'S', executor, steps: [{ type: 'request', name: 'x', url: '/x' }] }],
      }),
    );
    const { total, timeOf } = arrivalsOf(Executor.parse(executor));
    const arrived = await arrivedAt('GET /x');
    expect(total).toBe(330 + 200 + 50);
    expect(arrived, run.note()).toHaveLength(total);
    // The clocks differ by an offset; once it is taken out, every arrival is where arithmetic puts it.
    const late = arrived.map((ms, k) => ms - timeOf(k));
    const offset = median(late);
    const off = late.map((ms) => Math.abs(ms - offset)).toSorted((a, b) => a - b);
    expect(off[Math.floor(total * 0.95)], `95 % of the arrivals; ${run.note()}`).toBeLessThan(
      5 + disturbedMs,
    );
  });
});

describe('a server that stalls 2 s in every 10 s', () => {
  const stalling = { type: 'request', name: 'x', url: '/stalling' } as const;

  /*
   * Over 10 s, a fifth of the requests come into the stall and wait evenly between 0 and 2 s. Whoever waits longer than
   * t is a part 0.2 (1 - t / 2) of all: 5 % wait longer than 1.5 s, and 1 % longer than 1.9 s.
   */
  it('shows its stall in response time as arithmetic predicts, under a constant arrival rate', async () => {
    const { run, disturbedMs } = await quietly(target, async () => {
      await target.stall(0, 10_000, 2000);
      return play({
        baseUrl: target.baseUrl,
        scenarios: [
          {
            name: 'S',
            executor: { type: 'constant-arrival-rate', rate: 100, duration: '10s', maxVUs: 400 },
            steps: [stalling],
          },
        ],
      });
    });
    const { latency, count } = run.of('x');
    expect(count, run.note()).toBe(1000);
    const { responseTime } = latency;
    expect(Math.abs(responseTime.percentile(95) / 1000 - 1500), `p95; ${run.note()}`).toBeLessThan(
      1500 * 0.02 + disturbedMs,
    );
    expect(Math.abs(responseTime.percentile(99) / 1000 - 1900), `p99; ${run.note()}`).toBeLessThan(
      1900 * 0.02 + disturbedMs,
    );
    expect(responseTime.percentile(75) / 1000, `p75; ${run.note()}`).toBeLessThan(100 + disturbedMs);
  });

  it('drops what no VU is free for, and says so', async () => {
    const run = new Play({
      baseUrl: target.baseUrl,
      scenarios: [
        {
          name: 'S',
          executor: { type: 'constant-arrival-rate', rate: 100, duration: '4s', maxVUs: 40 },
          steps: [stalling],
        },
      ],
    });
    await run.second(0);
    await target.stall(0, 10_000, 2000);
    await run.finished;
    const { iterations, droppedIterations } = run.iterations();
    expect(iterations + droppedIterations).toBe(400);
    // 2 s of stall are 200 iterations, for which there are 40 VUs.
    expect(
      Math.abs(droppedIterations - 160),
      `${droppedIterations} dropped; ${run.note()}`,
    ).toBeLessThanOrEqual(8);
    const vus = run.snapshots.flatMap(({ scenarios }) => scenarios.map((scenario) => scenario.vus));
    expect(Math.max(...vus)).toBe(40);
  });
});

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
