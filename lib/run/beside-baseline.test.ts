import { describe, expect, it } from 'vitest';
import { besideBaseline } from './beside-baseline.ts';

const figures = (
  p95: number,
  over: { requests?: number; failed?: number; requestsPerSecond?: number } = {},
) => ({
  requests: 1000,
  failed: 0,
  requestsPerSecond: 20,
  ...over,
  responseTimeMs: { min: 1, mean: 1, p50: 1, p90: 1, p95, p99: p95, p999: p95, max: p95 },
});
const of = (
  ...args: [Parameters<typeof besideBaseline>[0], Parameters<typeof besideBaseline>[1], (number | null)?]
) => besideBaseline(args[0], args[1], { name: '1.0', first: args[2] ?? null });

describe('a run beside its baseline', () => {
  it('is ahead, behind or level', () => {
    expect(of(figures(112), figures(100))).toEqual({
      isWorse: true,
      text: 'p95 12 % above that of 1.0 at the same point.',
    });
    expect(of(figures(50), figures(100))?.text).toBe('p95 50 % below that of 1.0 at the same point.');
    expect(of(figures(380), figures(100))?.text).toBe('p95 3.80 times that of 1.0 at the same point.');
    expect(of(figures(104), figures(100))).toEqual({
      isWorse: false,
      text: 'p95 level with that of 1.0 at the same point.',
    });
  });

  it('does not hide that the load or the failures were others', () => {
    const now = figures(90, { requestsPerSecond: 15, failed: 20 });
    expect(of(now, figures(100), 60)).toEqual({
      isWorse: true,
      text: 'p95 10 % below that of 1.0 over its first 1 min, with 25 % fewer requests a second, 2 % failed instead of 0 %.',
    });
  });

  it('says nothing of next to nothing', () => {
    expect(of(figures(1, { requests: 99 }), figures(2))).toBeNull();
    expect(of(figures(1), figures(2, { requests: 99 }))).toBeNull();
  });
});
