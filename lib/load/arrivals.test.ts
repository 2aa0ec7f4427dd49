import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Executor } from '../plan/executor.ts';
import { arrivalsOf } from './arrivals.ts';
import { limitMs, rateAt, ratePieces } from './schedule.ts';
import { constantRate, rampingRate } from './testing/random-executors.ts';

const times = (executor: Executor) => {
  const { total, timeOf } = arrivalsOf(executor);
  return Array.from({ length: total }, (_, k) => timeOf(k));
};

describe('arrivalsOf', () => {
  it('starts iterations of a constant rate at even distances', () => {
    const executor = Executor.parse({
      type: 'constant-arrival-rate',
      rate: 500,
      duration: '20s',
      maxVUs: 10,
    });
    const all = times(executor);
    expect(all).toHaveLength(10_000);
    all.forEach((ms, k) => {
      expect(ms).toBeCloseTo(k * 2, 6);
    });
  });

  it('does not add an iteration through rounding', () => {
    for (const [rate, timeUnit, duration, total] of [
      [3, '7s', '21s', 9],
      [0.1, '1s', '30s', 3],
      [1, '3s', '1h', 1200],
      [2.5, '1s', '1s', 3],
    ] as const) {
      expect(
        arrivalsOf(Executor.parse({ type: 'constant-arrival-rate', rate, timeUnit, duration, maxVUs: 1 }))
          .total,
      ).toBe(total);
    }
  });

  it('waits while the rate is nothing', () => {
    const executor = Executor.parse({
      type: 'ramping-arrival-rate',
      startRate: 0,
      stages: [
        { duration: '5s', target: 0 },
        { duration: '0s', target: 2 },
        { duration: '2s', target: 2 },
        { duration: '0s', target: 0 },
        { duration: '3s', target: 0 },
        { duration: '2s', target: 2 },
      ],
      maxVUs: 1,
    });
    const expected = [5000, 5500, 6000, 6500, 10_000, 10_000 + Math.sqrt(2) * 1000];
    expect(times(executor).map((ms) => Math.round(ms))).toEqual(expected.map((ms) => Math.round(ms)));
  });

  it('puts iteration k where the integral of the rate is k, in order and inside the schedule', () => {
    fc.assert(
      fc.property(fc.oneof(constantRate, rampingRate), (executor) => {
        const all = times(executor);
        expect(all.every((ms, k) => ms >= (all[k - 1] ?? 0) && ms <= limitMs(executor))).toBe(true);
        const step = Math.ceil(all.length / 50);
        for (let k = 0; k < all.length; k += step) expect(integral(executor, all[k] ?? -1)).toBeCloseTo(k, 4);
        expect(all.length).toBe(Math.max(0, Math.ceil(integral(executor, limitMs(executor)) - 1e-6)));
      }),
      { numRuns: 60 },
    );
  });
});

/** By exact quadrature of the straight parts, from the curve that is drawn. */
function integral(executor: Executor, ms: number): number {
  let total = 0;
  for (const { startMs, lengthMs } of ratePieces(executor)) {
    const length = Math.min(lengthMs, Math.max(0, ms - startMs));
    if (length > 0) total += (rateAt(executor, startMs + length / 2) / 1000) * length;
  }
  return total;
}
