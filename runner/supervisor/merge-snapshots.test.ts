import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LatencyHistogram } from '../../lib/histogram/latency-histogram.ts';
import { healthOf } from '../../lib/run/sample-snapshots.ts';
import { LATENCIES, type SeriesSnapshot, type Snapshot } from '../../lib/run/snapshot.ts';
import { mergeSnapshots } from './merge-snapshots.ts';

const encoded = (values: number[]) => {
  const histogram = new LatencyHistogram();
  for (const value of values) histogram.record(value);
  return histogram.encode();
};

const count = fc.nat(1000);
const histogram = fc.array(fc.nat(1_000_000), { maxLength: 20 }).map(encoded);
const series = (index: number): fc.Arbitrary<SeriesSnapshot> =>
  fc.record({
    series: fc.constant(index),
    count,
    failed: count,
    interrupted: count,
    refused: count,
    statuses: fc.dictionary(fc.constantFrom('200', '404', '500'), count),
    errors: fc.dictionary(fc.constantFrom('reset', 'timeout'), count),
    bytesReceived: count,
    bytesSent: count,
    bytesDecoded: count,
    connections: count,
    messagesReceived: count,
    messagesSent: count,
    responseTime: histogram,
    serviceTime: histogram,
    sendDelay: histogram,
    dns: histogram,
    connecting: histogram,
    tls: histogram,
    waiting: histogram,
    receiving: histogram,
    session: histogram,
    firstMessage: histogram,
    roundTrip: histogram,
  });

const snapshot: fc.Arbitrary<Snapshot> = fc
  .tuple(
    fc.subarray([0, 1, 2]),
    fc.array(series(0), { minLength: 3, maxLength: 3 }),
    count,
    histogram,
    fc.nat(9),
  )
  .map(([present, all, iterations, iterationDuration, worker]) => ({
    second: 4,
    series: present.map((index) => ({ ...(all[index] as SeriesSnapshot), series: index })),
    scenarios: [
      {
        scenario: 0,
        vus: 2,
        iterations,
        interruptedIterations: 1,
        droppedIterations: 3,
        failedIterations: 4,
        iterationDuration,
      },
    ],
    checks: [{ series: 0, name: 'ok', passed: iterations, failed: 1 }],
    errors: [{ atMs: 4000 + iterations, series: 0, kind: 'reset', message: `from ${worker}` }],
    failures: [{ series: 0, reason: 'reset', signature: 'closed', count: iterations }],
    remotes: [],
    samples: [],
    health: [healthOf(worker)],
  }));

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

describe('mergeSnapshots', () => {
  it('adds counters up and merges histograms exactly', () => {
    fc.assert(
      fc.property(fc.array(snapshot, { minLength: 1, maxLength: 4 }), (parts) => {
        const merged = mergeSnapshots(4, parts);
        const all = parts.flatMap((part) => part.series);
        expect(merged.series.map((one) => one.series).sort()).toEqual(
          [...new Set(all.map((one) => one.series))].sort(),
        );
        for (const one of merged.series) {
          const own = all.filter((part) => part.series === one.series);
          for (const key of [
            'count',
            'failed',
            'interrupted',
            'refused',
            'bytesReceived',
            'bytesSent',
          ] as const) {
            expect(one[key]).toBe(sum(own.map((part) => part[key])));
          }
          expect(sum(Object.values(one.statuses))).toBe(
            sum(own.flatMap((part) => Object.values(part.statuses))),
          );
          expect(sum(Object.values(one.errors))).toBe(sum(own.flatMap((part) => Object.values(part.errors))));
          for (const name of LATENCIES) {
            const whole = new LatencyHistogram();
            for (const part of own) whole.mergeEncoded(part[name]);
            expect(one[name]).toEqual(whole.encode());
          }
        }
        expect(merged.scenarios[0]).toMatchObject({
          vus: 2 * parts.length,
          iterations: sum(parts.map((part) => part.scenarios[0]?.iterations ?? 0)),
          droppedIterations: 3 * parts.length,
        });
        expect(merged.checks).toEqual([
          { series: 0, name: 'ok', passed: merged.scenarios[0]?.iterations, failed: parts.length },
        ]);
        expect(merged.failures.map(({ count }) => count)).toEqual([merged.scenarios[0]?.iterations]);
        expect(merged.health).toHaveLength(parts.length);
        expect(merged.errors.map(({ atMs }) => atMs)).toEqual(
          merged.errors.map(({ atMs }) => atMs).sort((a, b) => a - b),
        );
      }),
    );
  });

  it('leaves its parts as they are', () => {
    fc.assert(
      fc.property(snapshot, snapshot, (a, b) => {
        const before = structuredClone([a, b]);
        mergeSnapshots(4, [a, b]);
        expect([a, b]).toEqual(before);
      }),
      { numRuns: 20 },
    );
  });
});
