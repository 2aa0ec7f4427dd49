import { expect, it } from 'vitest';
import type { LatencyFigures } from '../run/summary.ts';
import {
  areOfTwoEnvironments,
  EnvironmentComparison,
  environmentComparison,
} from './environment-comparison.ts';

const times = (p95: number): LatencyFigures => ({
  ...{ min: 1, mean: p95 / 2, p50: p95 / 2, p90: p95, p95, p99: 2 * p95, p999: 2 * p95, max: 2 * p95 },
});

type Phases = { dns: number; connecting: number; tls: number; waiting: number; receiving: number };

function run(
  environment: string,
  requests: Record<string, { count: number; phasesMs: Phases }>,
  { failed = 0, connections = 10 } = {},
) {
  const count = Object.values(requests).reduce((sum, one) => sum + one.count, 0);
  return {
    run: {
      id: environment,
      release: '1.0',
      plan: { id: 'p', name: 'Shop', versionId: 'v', versionNumber: 1 },
      environment: { id: environment, name: environment, baseUrl: `http://${environment}` },
    },
    view: {
      totals: {
        requests: count,
        failed,
        connections,
        requestsPerSecond: count / 10,
        responseTimeMs: times(20),
      },
      requests: Object.entries(requests).map(([name, one]) => ({
        ...{ name, scenario: 'Visit', group: '', responseTimeMs: times(20), ...one },
      })),
    },
  };
}

const near = { dns: 0, connecting: 0.01, tls: 0, waiting: 10, receiving: 1 };
const far = { dns: 0.2, connecting: 5, tls: 12, waiting: 31, receiving: 1 };

it('says where the time goes that an environment adds, of the mean request', () => {
  const laptop = run('laptop', {
    list: { count: 300, phasesMs: near },
    show: { count: 100, phasesMs: near },
  });
  const stack = run(
    'stack',
    // Only what is requested most goes the long way.
    { list: { count: 300, phasesMs: far }, show: { count: 100, phasesMs: near } },
    { failed: 4, connections: 300 },
  );
  expect(areOfTwoEnvironments(laptop, stack)).toBe(true);
  expect(areOfTwoEnvironments(laptop, laptop)).toBe(false);
  const newer = { run: { ...stack.run, release: '1.1' } };
  expect(areOfTwoEnvironments(laptop, newer)).toBe(false);
  const found = environmentComparison(laptop, stack);
  expect(EnvironmentComparison.parse(found)).toEqual(found);
  expect(found.time.parts.waiting).toEqual({ baseline: 10, candidate: (3 * 31 + 10) / 4 });
  expect(found.time.whole.candidate).toBeCloseTo(11.01 + (49.2 - 11.01) * 0.75);
  expect(found.figures).toMatchObject({
    connections: { baseline: 0.025, candidate: 0.75 },
    failedRate: { baseline: 0, candidate: 0.01 },
  });
  expect(found.requests.map(({ name, most }) => [name, most])).toEqual([
    ['list', 'waiting'],
    ['show', null],
  ]);
  expect(found.sentence).toBe(
    'stack adds 28.6 ms to the mean request of laptop: 15.8 ms waiting for the first byte, 9.00 ms TLS, 3.74 ms connecting, 0.150 ms looking up names. Throughput 40.0/s, then 40.0/s; p95 20.0 ms, then 20.0 ms. 1 % failed, 0 % in laptop.',
  );
});

it('says that nothing was measured, and that it is faster', () => {
  const laptop = run('laptop', { list: { count: 10, phasesMs: near } });
  expect(environmentComparison(laptop, run('stack', {})).sentence).toContain('measured nothing');
  const slow = run('stack', { list: { count: 10, phasesMs: far } });
  expect(environmentComparison(slow, laptop).sentence).toContain(
    'In laptop the mean request takes 38.2 ms less than in stack.',
  );
});
