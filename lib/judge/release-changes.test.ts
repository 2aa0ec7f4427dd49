import { expect, it } from 'vitest';
import { type MetricValues, releaseChanges } from './release-changes.ts';
import { knownNumbers } from './testing/known-series.ts';

const numbers = knownNumbers(20);
const run = (p95: number | null): MetricValues => ({
  ...{ p50: 10, p95, p99: 200, failedRate: 0, requestsPerSecond: 50 },
});

it('names the first run that is different, and by how much', () => {
  const runs = numbers.map((number, at) => run((at < 12 ? 100 : 140) * (1 + 0.05 * number)));
  const changes = releaseChanges(runs);
  expect(changes).toMatchObject([{ metric: 'p95', at: 12 }]);
  const [change] = changes;
  // NumPy 2.4.6: np.median of the first twelve, and of the others.
  expect(change?.before).toBeCloseTo(101.74574659322388, 9);
  expect(change?.after).toBeCloseTo(144.9425426858943, 9);
});

it('passes over runs that did not make the request', () => {
  const runs = numbers.map((number, at) =>
    run(at % 5 === 4 ? null : (at < 12 ? 100 : 140) * (1 + 0.05 * number)),
  );
  expect(releaseChanges(runs)).toMatchObject([{ metric: 'p95', at: 12 }]);
  expect(releaseChanges([])).toEqual([]);
});
