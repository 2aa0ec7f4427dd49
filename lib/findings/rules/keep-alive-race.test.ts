import { expect, it } from 'vitest';
import { findingsOf } from '../findings-of.ts';
import { evidence, point, requestFigures } from '../testing/evidence.ts';

/** 502 at these seconds of 60, with so many users at each. */
const gateway = (seconds: readonly number[], vus: (second: number) => number, failed = 1) => ({
  points: Array.from({ length: 60 }, (_, second) =>
    point(second, { vus: vus(second), failed: seconds.includes(second) ? failed : 0 }),
  ),
  summary: {
    requests: [
      requestFigures('Home', {
        ...{ count: 2000, failed: failed * seconds.length },
        statuses: { 200: 2000 - failed * seconds.length, 502: failed * seconds.length },
      }),
    ],
  },
});
const found = (given: Parameters<typeof evidence>[0]) =>
  findingsOf(evidence(given)).filter(({ kind }) => kind === 'connections-not-reused');

it('finds a few 502 all over the run', () => {
  const [one] = found(gateway([5, 20, 33, 50], () => 10));
  expect(one).toMatchObject({ of: 'closed under requests', confidence: 'possible', requests: ['Home'] });
  expect(one?.mends[0]?.code?.text).toContain('keepAliveTimeout');
});

it('does not take what comes with the load, at one moment, or all the time for it', () => {
  expect(found(gateway([56, 57, 58, 59], (second) => second + 1))).toEqual([]);
  expect(found(gateway([30, 31, 32, 33], () => 10))).toEqual([]);
  expect(found(gateway([5, 20, 33, 50], () => 10, 100))).toEqual([]);
});
