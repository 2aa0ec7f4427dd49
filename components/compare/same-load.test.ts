import { expect, it } from 'vitest';
import { sameLoad } from './same-load.ts';

const level = (requestsPerSecond: number, p95: number) => ({
  ...{ requestsPerSecond, failedRate: 0, seconds: 5, p50: p95 / 2, p95, p99: p95 * 2 },
});

it('lays two runs side by side at the highest load that both had', () => {
  const old = [level(10, 20), level(20, 30), level(40, 900), level(55, 4000)];
  const fresh = [level(10, 18), level(21, 22), level(41, 40)];
  expect(sameLoad(old, fresh, 'p95')).toEqual({ requestsPerSecond: 40, before: 900, after: 40 });
  expect(sameLoad(fresh, old, 'p50')).toEqual({ requestsPerSecond: 41, before: 20, after: 450 });
});

it('finds nothing where they never had the same load', () => {
  expect(sameLoad([level(10, 20)], [level(30, 20)], 'p95')).toBeNull();
  expect(sameLoad([], [level(30, 20)], 'p95')).toBeNull();
});
