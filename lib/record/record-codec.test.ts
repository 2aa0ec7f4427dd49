import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ERROR_KINDS, LATENCIES, type Snapshot } from '../run/snapshot.ts';
import { crc32 } from './crc32.ts';
import { decodeRecord, encodeHeader, encodeSecond, NotARecord } from './record-codec.ts';
import { decodeSnapshot, encodeSnapshot } from './snapshot-codec.ts';

const count = fc.oneof(fc.nat(1000), fc.nat(Number.MAX_SAFE_INTEGER));
const bytes = fc.uint8Array({ maxLength: 40 });
const kind = fc.constantFrom(...ERROR_KINDS);

const series = fc.record({
  ...{
    series: fc.nat(100),
    count,
    failed: count,
    interrupted: count,
    refused: count,
    bytesReceived: count,
    bytesSent: count,
    bytesDecoded: count,
    connections: count,
    messagesReceived: count,
    messagesSent: count,
  },
  statuses: fc.dictionary(fc.integer({ min: 100, max: 599 }).map(String), count, { noNullPrototype: true }),
  errors: fc.dictionary(kind, count, { noNullPrototype: true }),
  ...(Object.fromEntries(LATENCIES.map((name) => [name, bytes])) as Record<
    (typeof LATENCIES)[number],
    typeof bytes
  >),
});

const scenario = fc.record({
  ...{
    scenario: fc.nat(20),
    vus: count,
    iterations: count,
    interruptedIterations: count,
    droppedIterations: count,
  },
  failedIterations: count,
  iterationDuration: bytes,
});

const error = fc.record(
  {
    atMs: count,
    series: fc.option(fc.nat(100)),
    kind: fc.oneof(kind, fc.constantFrom('check' as const, 'plan' as const)),
    message: fc.string({ unit: 'grapheme' }),
    status: fc.integer({ min: 100, max: 599 }),
  },
  { requiredKeys: ['atMs', 'series', 'kind', 'message'], noNullPrototype: true },
);

const form = fc.constantFrom('text' as const, 'binary' as const);
const body = fc.option(fc.record({ form, text: fc.string(), bytes: count }, { noNullPrototype: true }));
const headers = fc.array(fc.tuple(fc.string(), fc.string()), { maxLength: 2 });
const sample = fc.record(
  {
    ...{ atMs: count, series: fc.nat(100), reason: fc.constantFrom('slow' as const, 'check' as const) },
    ...{ signature: fc.string(), message: fc.string(), vu: count, iteration: count, responseTimeMs: count },
    request: fc.record({ method: fc.string(), url: fc.string(), headers, body }, { noNullPrototype: true }),
    response: fc.option(fc.record({ status: fc.nat(599), headers, body }, { noNullPrototype: true })),
  },
  { noNullPrototype: true },
);

const snapshot = fc.record({
  second: fc.nat(100_000),
  series: fc.array(series, { maxLength: 3 }),
  scenarios: fc.array(scenario, { maxLength: 3 }),
  checks: fc.array(
    fc.record({ series: fc.nat(100), name: fc.string({ unit: 'grapheme' }), passed: count, failed: count }),
    { maxLength: 3 },
  ),
  errors: fc.array(error, { maxLength: 3 }),
  failures: fc.array(
    fc.record({
      ...{ series: fc.option(fc.nat(100)), signature: fc.string({ unit: 'grapheme' }), count },
      reason: fc.oneof(kind, fc.constantFrom('check' as const, 'plan' as const)),
    }),
    { maxLength: 3 },
  ),
  remotes: fc.array(
    fc.record({
      ...{ host: fc.string(), address: fc.ipV4(), connections: count, count, failed: count },
      unreached: fc.oneof(fc.constant(0), count),
      serviceTime: bytes,
    }),
    { maxLength: 3 },
  ),
  samples: fc.array(sample, { maxLength: 2 }),
  health: fc.array(
    fc.record({
      ...{ worker: fc.nat(64), cpuUs: count, maxEventLoopDelayUs: count, rssBytes: count },
      ...{ gcUs: count, maxGcPauseUs: count, sockets: count, openFiles: count },
    }),
    { maxLength: 3 },
  ),
}) as fc.Arbitrary<Snapshot>;

const header = {
  runId: 'run-1',
  startedAt: '2026-01-02T03:04:05.000Z',
  series: [{ scenario: 'Browse', group: '', name: 'List' }],
  scenarios: ['Browse'],
};

const recordOf = (snapshots: Snapshot[]) => [
  encodeHeader(header),
  ...snapshots.map((one, second) => encodeSecond({ ...one, second })),
];

describe('the record of a run', () => {
  it('gives back every snapshot as it was', () => {
    fc.assert(
      fc.property(snapshot, (one) => {
        expect(decodeSnapshot(encodeSnapshot(one))).toEqual(one);
      }),
    );
  });

  it('loses at most the last frame when it is cut off anywhere', () => {
    fc.assert(
      fc.property(
        fc.array(snapshot, { maxLength: 4 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (snapshots, where) => {
          const frames = recordOf(snapshots);
          const whole = Buffer.concat(frames);
          const headerBytes = frames[0]?.length ?? 0;
          const length = headerBytes + Math.floor(where * (whole.length - headerBytes));
          let end = headerBytes;
          let complete = 0;
          for (const part of frames.slice(1)) {
            end += part.length;
            if (end <= length) complete++;
          }
          const read = decodeRecord(whole.subarray(0, length));
          expect(read.snapshots).toEqual(
            snapshots.slice(0, complete).map((one, second) => ({ ...one, second })),
          );
          expect(read.lostBytes === 0).toBe(
            frames.slice(0, complete + 1).reduce((sum, part) => sum + part.length, 0) === length,
          );
        },
      ),
    );
  });

  it('notices a flipped bit, and keeps what is before it', () => {
    fc.assert(
      fc.property(
        fc.array(snapshot, { minLength: 1, maxLength: 3 }),
        fc.nat(),
        fc.nat(7),
        (snapshots, position, bit) => {
          const frames = recordOf(snapshots);
          const whole = Buffer.concat(frames);
          const headerBytes = frames[0]?.length ?? 0;
          const at = headerBytes + (position % (whole.length - headerBytes));
          whole[at] = (whole[at] ?? 0) ^ (1 << bit);
          const read = decodeRecord(whole);
          expect(read.snapshots.length).toBeLessThan(snapshots.length);
          expect(read.snapshots).toEqual(
            snapshots.slice(0, read.snapshots.length).map((one, second) => ({ ...one, second })),
          );
          expect(read.lostBytes).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('does not go on behind a missing second', () => {
    const empty = {
      series: [],
      scenarios: [],
      checks: [],
      errors: [],
      failures: [],
      remotes: [],
      samples: [],
      health: [],
    };
    const whole = Buffer.concat([
      encodeHeader(header),
      ...[0, 1, 3].map((second) => encodeSecond({ second, ...empty })),
    ]);
    const read = decodeRecord(whole);
    expect(read.snapshots.map(({ second }) => second)).toEqual([0, 1]);
    expect(read.lostBytes).toBeGreaterThan(0);
  });

  it('refuses what is no record', () => {
    for (const text of ['', 'hello', '{"format":"rehearsal-record"}']) {
      expect(() => decodeRecord(Buffer.from(text))).toThrow(NotARecord);
    }
  });

  it('computes the CRC of zlib', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (some) => {
        expect(crc32(some)).toBe(zlibCrc32(some));
      }),
    );
  });
});
