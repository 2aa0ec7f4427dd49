import { describe, expect, it } from 'vitest';
import { soakVerdict } from './soak-verdict.ts';
import type { SoakWindow } from './soak-watch.ts';
import { median, slope } from './statistics.ts';

it('finds the middle', () => {
  expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([])]).toEqual([2, 2.5, Number.NaN]);
});

/** Noise that is the same every time, from -1 to 1. */
const noise = (i: number) => Math.sin(i * 12.9898) * Math.cos(i * 78.233);

describe('slope', () => {
  it('is that of a line, without error', () => {
    const { perStep, error } = slope(
      Array.from({ length: 50 }, (_, i) => 7 + 3 * i),
      10,
    );
    expect(perStep).toBeCloseTo(3, 10);
    expect(error).toBeCloseTo(0, 10);
  });

  it('is none in noise, and is found in it', () => {
    const flat = slope(
      Array.from({ length: 200 }, (_, i) => 100 + 10 * noise(i)),
      10,
    );
    expect(Math.abs(flat.perStep)).toBeLessThan(2 * flat.error);
    const rising = slope(
      Array.from({ length: 200 }, (_, i) => 100 + i + 10 * noise(i)),
      10,
    );
    expect(rising.perStep - 2 * rising.error).toBeGreaterThan(0.9);
  });

  it('knows nothing of too few values', () => {
    expect(slope([1, 2], 10).error).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('soakVerdict', () => {
  const soak = (mbAt: (index: number) => number, change: Partial<SoakWindow> = {}): SoakWindow[] =>
    Array.from({ length: 180 }, (_, i) => ({
      second: (i + 1) * 10,
      requestsPerSecond: 5000,
      failed: 0,
      dropped: 0,
      sendDelayP99Ms: 1,
      serviceTimeP99Ms: 1,
      supervisorRss: 90 * 1024 * 1024,
      supervisorHeap: 0,
      workersRss: [mbAt(i) * 1024 * 1024],
      sockets: 10,
      openFiles: 30,
      cpu: 0.2,
      maxGcPauseMs: 1,
      ...change,
    }));
  const settled = (i: number) => 150 - 60 * Math.exp(-i / 5) + 6 * noise(i);

  it('passes memory that settles, and fails memory that does not', () => {
    expect(soakVerdict(soak(settled), 5000).passed).toBe(true);
    expect(
      soakVerdict(
        soak((i) => settled(i) + i / 6),
        5000,
      ).passed,
    ).toBe(false);
  });

  it('fails a rate that was not held, and requests that failed', () => {
    expect(soakVerdict(soak(settled, { requestsPerSecond: 4970 }), 5000).passed).toBe(false);
    expect(soakVerdict(soak(settled, { failed: 1 }), 5000).passed).toBe(false);
  });
});
