import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findWarmUp, MOST_SECONDS } from './find-warm-up.ts';
import { mserCut } from './mser.ts';

/** A seeded generator (mulberry32), so that measured shares are the same every time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Normal noise; `memory` (0 to below 1) is how much of it lasts from one second to the next. */
function noise(random: () => number, memory: number): () => number {
  let last = 0;
  return () => {
    const fresh = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    last = memory * last + Math.sqrt(1 - memory * memory) * fresh;
    return last;
  };
}

type Shape = { length: number; spread: number; memory: number; factor?: number; settleSeconds?: number };

/** Medians of a target that answers in about 20 ms, at first `factor` times as slow, settling exponentially. */
function medians({ length, spread, memory, factor = 1, settleSeconds = 1 }: Shape, seed: number) {
  const next = noise(seeded(seed), memory);
  return Array.from({ length }, (_, second) => {
    const cold = 1 + (factor - 1) * Math.exp(-second / settleSeconds);
    return { p50: 20 * cold * Math.exp(spread * next()) };
  });
}

const steady = () => [10];
const shareFound = (shape: Shape, runs = 1000) => {
  let found = 0;
  for (let seed = 1; seed <= runs; seed++) if (findWarmUp(medians(shape, seed), steady).seconds > 0) found++;
  return found / runs;
};

describe('mserCut', () => {
  it('is the cut of the definition', () => {
    const defined = (values: number[]) => {
      const errors = values.slice(0, Math.floor(values.length / 2) + 1).map((_, cut) => {
        const rest = values.slice(cut);
        const mean = rest.reduce((sum, value) => sum + value, 0) / rest.length;
        return rest.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rest.length ** 2;
      });
      return errors.indexOf(Math.min(...errors));
    };
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 4, maxLength: 40 }), (values) => {
        const middle = Math.floor(values.length / 2);
        const cut = mserCut(values) ?? middle;
        const error = (at: number) => {
          const rest = values.slice(at);
          const mean = rest.reduce((sum, value) => sum + value, 0) / rest.length;
          return rest.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rest.length ** 2;
        };
        expect(error(cut)).toBeCloseTo(error(defined(values)), 6);
      }),
    );
  });
});

describe('findWarmUp', () => {
  it.each<[Shape, number]>([
    [{ length: 60, spread: 0.05, memory: 0 }, 0.002],
    [{ length: 60, spread: 0.3, memory: 0 }, 0.004],
    [{ length: 60, spread: 0.3, memory: 0.6 }, 0.005],
    [{ length: 600, spread: 0.3, memory: 0 }, 0.002],
    [{ length: 600, spread: 0.3, memory: 0.8 }, 0.005],
    [{ length: 25, spread: 0.5, memory: 0.3 }, 0.01],
  ])('finds none in noise: %o', (shape, most) => {
    expect(shareFound(shape)).toBeLessThanOrEqual(most);
  });

  it.each<[Shape]>([
    [{ length: 60, spread: 0.05, memory: 0, factor: 5, settleSeconds: 3 }],
    [{ length: 240, spread: 0.1, memory: 0.3, factor: 10, settleSeconds: 10 }],
    [{ length: 600, spread: 0.2, memory: 0.5, factor: 8, settleSeconds: 30 }],
    [{ length: 3600, spread: 0.1, memory: 0.5, factor: 6, settleSeconds: 60 }],
  ])('finds a cold start, and about as long as it is: %o', (shape) => {
    const { settleSeconds = 1 } = shape;
    const found = Array.from(
      { length: 200 },
      (_, seed) => findWarmUp(medians(shape, seed + 1), steady).seconds,
    );
    // In doubt it says none: of 200 it misses up to 12.
    expect(found.filter((seconds) => seconds === 0).length).toBeLessThanOrEqual(16);
    for (const seconds of found.filter(Boolean)) {
      expect(seconds).toBeGreaterThanOrEqual(settleSeconds);
      expect(seconds).toBeLessThanOrEqual(8 * settleSeconds + 5);
    }
  });

  it('finds a step of known length to within a batch', () => {
    for (const [length, slow] of [
      [60, 8],
      [400, 40],
      [400, 100],
    ] as const) {
      const points = medians({ length, spread: 0.05, memory: 0 }, length);
      const cold = points.map(({ p50 }, second) => ({ p50: second < slow ? p50 * 4 : p50 }));
      const { seconds, factor } = findWarmUp(cold, steady);
      expect(Math.abs(seconds - slow)).toBeLessThanOrEqual(5);
      expect(factor).toBeGreaterThan(3);
    }
  });

  it('never takes more than a third of a run, nor more than five minutes, whatever was measured', () => {
    const p50 = fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { freq: 20 });
    fc.assert(
      fc.property(fc.array(fc.record({ p50 }), { maxLength: 2000 }), (points) => {
        const { seconds } = findWarmUp(points, steady);
        expect(seconds).toBeLessThanOrEqual(Math.min(points.length / 3, MOST_SECONDS));
      }),
      { numRuns: 300 },
    );
  });

  it('does not take a ramp for a warm-up: neither slower nor faster answers that load explains', () => {
    const up = (second: number) => [Math.min(second, 60)];
    const down = (second: number) => [Math.max(5, 100 - second * 5)];
    for (let seed = 1; seed <= 100; seed++) {
      const shape = { length: 180, spread: 0.1, memory: 0.3 };
      const busier = medians(shape, seed).map(({ p50 }, second) => ({
        p50: p50 * (1 + (up(second)[0] ?? 0) / 10),
      }));
      expect(findWarmUp(busier, up).seconds).toBe(0);
      const calmer = medians(shape, seed).map(({ p50 }, second) => ({
        p50: p50 * (1 + (down(second)[0] ?? 0) / 10),
      }));
      expect(findWarmUp(calmer, down).seconds).toBe(0);
    }
  });

  it('finds the cold start of a ramp, since there was less to do', () => {
    const up = (second: number) => [Math.min(second + 1, 30)];
    const points = medians({ length: 120, spread: 0.1, memory: 0.2, factor: 10, settleSeconds: 4 }, 7);
    expect(findWarmUp(points, up).seconds).toBeGreaterThan(0);
    expect(findWarmUp(points, up).seconds).toBeLessThanOrEqual(25);
  });

  it('says nothing of what never settles, nor when another scenario made the start', () => {
    const falling = Array.from({ length: 100 }, (_, second) => ({ p50: 1000 - second * 9 }));
    expect(findWarmUp(falling, steady).seconds).toBe(0);
    const step = Array.from({ length: 100 }, (_, second) => ({ p50: second < 20 ? 400 : 20 + (second % 3) }));
    expect(findWarmUp(step, steady).seconds).toBe(20);
    expect(findWarmUp(step, (second) => (second < 20 ? [5, 0] : [0, 5])).seconds).toBe(0);
  });
});
