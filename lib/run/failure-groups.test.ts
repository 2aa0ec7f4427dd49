import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FailureFigures, FailureSummary, failuresOfSummary } from './failure-figures.ts';
import { FailureGroups } from './failure-groups.ts';
import { exchangeSample } from './sample-snapshots.ts';
import { type FailureSnapshot, OTHER_FAILURES } from './snapshot.ts';

const SERIES = [
  { scenario: 'Browse', group: '', name: 'Home' },
  { scenario: 'Buy', group: 'Cart', name: 'Order' },
];

const failure = (over: Partial<FailureSnapshot> = {}): FailureSnapshot => ({
  series: 1,
  reason: 'status',
  signature: 'answered 500',
  count: 1,
  ...over,
});

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);

describe('FailureGroups', () => {
  it('loses no failure, whatever the number of signatures and the length of the run', () => {
    const second = fc.array(
      fc.record({
        series: fc.constantFrom(null, 0, 1),
        reason: fc.constantFrom('status' as const, 'reset' as const),
        signature: fc.nat(400).map((kind) => `kind ${kind}`),
        count: fc.integer({ min: 1, max: 1000 }),
      }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(100_000), second), { maxLength: 12 }), (drawn) => {
        const groups = new FailureGroups(SERIES);
        for (const [second, failures] of drawn.toSorted((a, b) => a[0] - b[0])) {
          groups.add({ second, failures, samples: [] });
        }
        const figures = groups.figures();
        const all = drawn.flatMap(([, failures]) => failures);
        expect(sum(figures.map(({ count }) => count))).toBe(sum(all.map(({ count }) => count)));
        for (const one of figures) {
          expect(sum(one.trend.counts)).toBe(one.count);
          expect(one.trend.counts.length).toBeLessThanOrEqual(60);
          expect(one.lastSeconds).toBeGreaterThanOrEqual(one.firstSeconds);
          if (one.signature === OTHER_FAILURES || one.atLeast) continue;
          const own = all.filter(
            ({ series, reason, signature }) =>
              (series === null ? null : SERIES[series]?.name) === one.name &&
              reason === one.reason &&
              signature === one.signature,
          );
          expect(one.count).toBe(sum(own.map(({ count }) => count)));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('says where and when, the most frequent first', () => {
    const groups = new FailureGroups(SERIES);
    groups.add({ second: 3, failures: [failure({ count: 2 })], samples: [exchangeSample({ series: 1 })] });
    groups.add({
      second: 9,
      failures: [failure(), failure({ series: null, reason: 'plan', signature: 'no row N', count: 40 })],
      samples: [],
    });
    const [plan, status] = groups.figures();
    expect(plan).toMatchObject({ scenario: null, name: null, reason: 'plan', count: 40, firstSeconds: 9 });
    expect(status).toMatchObject({
      ...{ scenario: 'Buy', group: 'Cart', name: 'Order', signature: 'answered 500' },
      ...{ count: 3, atLeast: false, firstSeconds: 3, lastSeconds: 9 },
      trend: { secondsPerCount: 1, counts: [0, 0, 0, 2, 0, 0, 0, 0, 0, 1] },
    });
    const summary = groups.summary();
    expect(summary.map(({ sample }) => sample?.name)).toEqual([undefined, 'Order']);
    expect(FailureFigures.array().parse(groups.figures())).toEqual(groups.figures());
    expect(FailureSummary.array().parse(summary)).toEqual(summary);
  });

  it('is told whole by a summary, unless there are too many', () => {
    const groups = new FailureGroups(SERIES);
    const failures = Array.from({ length: 49 }, (_, kind) => failure({ signature: `kind ${kind}` }));
    groups.add({ second: 7, failures, samples: [exchangeSample({ series: 1 })] });
    expect(failuresOfSummary(groups.summary())).toEqual(groups.figures());
    const old = groups.summary().map(({ trend, ...rest }) => rest);
    expect(failuresOfSummary(old)).toBeUndefined();
    groups.add({ second: 8, failures: [failure({ signature: 'one more' })], samples: [] });
    expect(failuresOfSummary(groups.summary())).toBeUndefined();
  });

  it('says "at least" of what a worker may have counted among others', () => {
    const groups = new FailureGroups(SERIES);
    groups.add({ second: 0, failures: [failure(), failure({ reason: 'reset' })], samples: [] });
    groups.add({ second: 1, failures: [failure({ signature: OTHER_FAILURES })], samples: [] });
    expect(groups.figures().map(({ signature, reason, atLeast }) => [signature, reason, atLeast])).toEqual([
      ['answered 500', 'status', true],
      ['answered 500', 'reset', false],
      [OTHER_FAILURES, 'status', false],
    ]);
  });

  it('keeps the first and the last exchanges of a signature, and the slowest of each window', () => {
    const groups = new FailureGroups(SERIES);
    for (let second = 0; second < 500; second++) {
      const atMs = second * 1000;
      const slow = { reason: 'slow' as const, signature: '', responseTimeMs: second % 100 };
      groups.add({
        second,
        failures: [],
        samples: [exchangeSample({ atMs }), exchangeSample({ atMs, ...slow })],
      });
    }
    const kept = groups.exchanges();
    const failed = kept.filter(({ reason }) => reason === 'status');
    expect(failed.map(({ atMs }) => atMs / 1000)).toEqual([0, 1, 2, 3, 4, 495, 496, 497, 498, 499]);
    const slow = kept.filter(({ reason }) => reason === 'slow');
    expect(slow.length).toBe(7 * 3);
    expect(slow.filter(({ responseTimeMs }) => responseTimeMs === 99).length).toBe(5);
  });
});
