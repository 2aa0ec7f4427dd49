import { afterAll, beforeAll, expect, it } from 'vitest';
import { delayOf, PERIOD } from './support/known-delays.ts';
import { play } from './support/play.ts';
import { quietly } from './support/quiet.ts';
import { Target } from './support/target.ts';

let target: Target;
beforeAll(async () => {
  target = await Target.start();
});
afterAll(() => target.stop());

const PERCENTS = [50, 75, 90, 95, 99];
const PERIODS = 2;

function percentile(values: number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}

it.each([1, 2])(
  'finds the percentiles of the known distribution within 2 % or 2 ms, with %i workers',
  async (workers) => {
    const { run, disturbedMs } = await quietly(target, () =>
      play({
        baseUrl: target.baseUrl,
        workers,
        scenarios: [
          {
            name: 'S',
            executor: { type: 'shared-iterations', vus: 24, iterations: PERIOD * PERIODS },
            steps: [{ type: 'request', name: 'known', url: '/known' }],
          },
        ],
      }),
    );
    const { latency, count } = run.of('known');
    expect(count).toBe(PERIOD * PERIODS);
    const known = Array.from({ length: PERIOD }, (_, index) => delayOf(index));
    const truths = PERCENTS.map((percent) => ({
      percent,
      truth: percentile(known, percent),
      service: latency.serviceTime.percentile(percent) / 1000,
      response: latency.responseTime.percentile(percent) / 1000,
    }));
    const context = `${truths.map((row) => JSON.stringify(row)).join('\n')}\n${run.note()}; the machine stood still for up to ${disturbedMs} ms`;
    for (const { percent, truth, service, response } of truths) {
      const allowed = Math.max(2, truth * 0.02) + disturbedMs;
      expect(Math.abs(service - truth), `service time p${percent}\n${context}`).toBeLessThanOrEqual(allowed);
      expect(Math.abs(response - truth), `response time p${percent}\n${context}`).toBeLessThanOrEqual(
        allowed,
      );
    }
    const mean = known.reduce((sum, ms) => sum + ms, 0) / PERIOD;
    expect(Math.abs(latency.serviceTime.mean / 1000 - mean), `mean\n${context}`).toBeLessThanOrEqual(
      2 + disturbedMs,
    );
  },
);
