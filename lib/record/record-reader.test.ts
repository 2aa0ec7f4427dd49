import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { LatencyHistogram } from '../histogram/latency-histogram.ts';
import { readSparse, writeSparse } from '../histogram/sparse.ts';
import { LATENCIES, type LatencyName, type Snapshot } from '../run/snapshot.ts';
import { coarse } from './coarse.ts';
import { readIndex } from './record-index.ts';
import { RecordReader } from './record-reader.ts';
import { RecordWriter } from './record-writer.ts';
import { COARSE } from './snapshot-tables.ts';
import { decodeTail } from './tail.ts';
import { MemorySink, testCompression } from './testing/memory-record.ts';
import { RandomSnapshots } from './testing/random-snapshots.ts';

const SERIES = Array.from({ length: 4 }, (_, index) => ({
  scenario: 'all',
  group: '',
  name: `request ${index}`,
}));
const HEADER = {
  runId: 'run',
  startedAt: '2026-01-01T00:00:00.000Z',
  series: SERIES,
  scenarios: ['all'],
};
const SECONDS = 4345;

/** As a record keeps it: phases with two digits. */
function asKept(name: string, bytes: Uint8Array): Uint8Array {
  const sparse = readSparse(bytes);
  return sparse && COARSE.has(name) ? writeSparse(coarse(sparse)) : bytes;
}

function kept(snapshot: Snapshot): Snapshot {
  const series = snapshot.series.map((one) => ({
    ...one,
    ...(Object.fromEntries(LATENCIES.map((name) => [name, asKept(name, one[name])])) as Record<
      LatencyName,
      Uint8Array
    >),
  }));
  return { ...snapshot, series };
}

/** Merges single seconds, one by one, and nothing else. */
function bruteForce(snapshots: readonly Snapshot[], series: number) {
  const found = snapshots.flatMap((snapshot) => snapshot.series.filter((one) => one.series === series));
  const sum = (of: (one: Snapshot['series'][number]) => number) =>
    found.reduce((total, one) => total + of(one), 0);
  const merged = (name: LatencyName) => {
    const histogram = new LatencyHistogram();
    for (const one of found) histogram.mergeEncoded(asKept(name, one[name]));
    return histogram.encode();
  };
  return {
    count: sum((one) => one.count),
    failed: sum((one) => one.failed),
    bytesReceived: sum((one) => one.bytesReceived),
    ok: sum((one) => one.statuses[200] ?? 0),
    timeouts: sum((one) => one.errors.timeout ?? 0),
    ...(Object.fromEntries(LATENCIES.map((name) => [name, merged(name)])) as Record<LatencyName, Uint8Array>),
  };
}

const stretchIn = (seconds: number) =>
  fc
    .tuple(fc.nat(seconds - 1), fc.integer({ min: 1, max: seconds }))
    .map(([from, length]) => ({ from, to: Math.min(seconds, from + length) }));

describe('a record of some minutes, not at its end yet', () => {
  const snapshots: Snapshot[] = [];
  let reader: RecordReader;

  beforeAll(async () => {
    const random = new RandomSnapshots(1, { series: SERIES.length, requestsPerSecond: 5 });
    const writer = await RecordWriter.start(new MemorySink(), HEADER, testCompression);
    for (let second = 0; second < SECONDS; second++) {
      snapshots.push(random.second(second));
      await writer.add(snapshots[second] ?? expect.fail(), SERIES);
    }
    reader = writer.reader();
  });

  it('answers every window with what merging its seconds gives', async () => {
    expect(reader.index.rollUp(600, SECONDS)).toMatchObject({ from: 600, seconds: 600 });
    expect(reader.index.rollUp(0, 3600)).toMatchObject({ from: 0, seconds: 3600 });
    expect(reader.seconds).toBe(SECONDS);
    await fc.assert(
      fc.asyncProperty(stretchIn(SECONDS), async ({ from, to }) => {
        const within = snapshots.slice(from, to);
        const window = await reader.window({ from, to });
        for (const [index] of SERIES.entries()) {
          const wanted = bruteForce(within, index);
          const found = window.series.find(({ series }) => series === index);
          expect(
            found && {
              ...{ count: found.count, failed: found.failed, bytesReceived: found.bytesReceived },
              ...{ ok: found.statuses['200'] ?? 0, timeouts: found.errors.timeout ?? 0 },
              ...Object.fromEntries(LATENCIES.map((name) => [name, found[name]])),
            },
          ).toEqual(wanted.count > 0 ? wanted : undefined);
        }
        expect(window.maxVus).toBe(Math.max(...within.map(({ scenarios }) => scenarios[0]?.vus ?? 0)));
        expect(window.scenarios[0]?.vus).toBe(within.at(-1)?.scenarios[0]?.vus);
        expect(window.checks[0]?.failed ?? 0).toBe(
          within.reduce((sum, { checks }) => sum + (checks[0]?.failed ?? 0), 0),
        );
        const metrics = within.flatMap((one) => one.metrics ?? []);
        expect(window.metrics?.[0]).toEqual(
          metrics.length === 0
            ? undefined
            : {
                ...metrics.at(-1),
                count: metrics.length * 2,
                sum: expect.closeTo(metrics.reduce((sum, one) => sum + one.sum, 0)),
                min: Math.min(...metrics.map(({ min }) => min)),
                max: Math.max(...metrics.map(({ max }) => max)),
              },
        );
        const health = within.flatMap((one) => one.health);
        expect(window.health[0]?.maxEventLoopDelayUs).toBe(
          Math.max(...health.map(({ maxEventLoopDelayUs }) => maxEventLoopDelayUs)),
        );
        expect(window.health[0]?.cpuUs).toBe(health.reduce((sum, { cpuUs }) => sum + cpuUs, 0));
      }),
      { numRuns: 15 },
    );
  });

  it('cuts every window into buckets of any width, for any requests', async () => {
    const widths = fc.constantFrom(1, 2, 7, 10, 30, 60, 90, 120, 600, 5000);
    const selected = fc.option(fc.uniqueArray(fc.nat(SERIES.length - 1), { minLength: 1 }), {
      nil: undefined,
    });
    await fc.assert(
      fc.asyncProperty(stretchIn(SECONDS), widths, selected, async (stretch, width, chosen) => {
        const series = chosen && new Set(chosen);
        let at = stretch.from;
        await reader.buckets(
          stretch,
          width,
          ['responseTime', 'waiting'],
          { series },
          ({ from, to, rows, latencies }) => {
            expect(from).toBe(at);
            expect(to).toBe(Math.min(stretch.to, (Math.floor(from / width) + 1) * width));
            at = to;
            const within = snapshots.slice(from, to).map(kept);
            const own = within.flatMap((one) =>
              one.series.filter((each) => !series || series.has(each.series)),
            );
            const wanted = (['responseTime', 'waiting'] as const).map((name) => {
              const merged = new LatencyHistogram();
              for (const one of own) merged.mergeEncoded(one[name]);
              return merged.encode();
            });
            expect(latencies.map((one) => one.encode())).toEqual(wanted);
            expect(rows.sumOf(reader.index.dictionary.findColumn('series', 'count'))).toBe(
              within.flatMap((one) => one.series).reduce((sum, { count }) => sum + count, 0),
            );
            expect(rows.sumOf(reader.index.dictionary.findColumn('scenario', 'vus'))).toBe(
              within.at(-1)?.scenarios[0]?.vus,
            );
          },
        );
        expect(at).toBe(stretch.to);
      }),
      { numRuns: 15 },
    );
  });

  it('gives every second back as it was', async () => {
    const again: Snapshot[] = [];
    for await (const snapshot of reader.snapshots({ from: 55, to: 200 })) again.push(snapshot);
    const plain = ({ metrics = [], ...snapshot }: Snapshot) => ({
      ...kept(snapshot),
      ...(metrics.length > 0 && { metrics }),
      checks: snapshot.checks.filter(({ passed, failed }) => passed + failed > 0),
    });
    expect(again).toEqual(snapshots.slice(55, 200).map(plain));
  });

  it('tells the errors of a window', async () => {
    const wanted = snapshots.slice(100, 400).flatMap(({ errors }) => errors);
    const found = await reader.texts({ from: 100, to: 400 }, 'error');
    expect(wanted.length).toBeGreaterThan(3);
    expect(found.map(({ text }) => JSON.parse(text))).toEqual(wanted);
  });
});

describe('a process that is killed', () => {
  it('leaves every second before the one it was writing, wherever both files are cut off', async () => {
    const random = new RandomSnapshots(2, { series: SERIES.length, requestsPerSecond: 8 });
    const sink = new MemorySink();
    const writer = await RecordWriter.start(sink, HEADER, testCompression);
    for (let second = 0; second < 130; second++) await writer.add(random.second(second), SERIES);

    const headerBytes = new DataView(sink.bytes.buffer, sink.bytes.byteOffset).getUint32(0, true) + 8;
    await fc.assert(
      fc.asyncProperty(
        fc.nat(sink.bytes.length - headerBytes),
        fc.nat(sink.tail.length),
        async (cut, tailCut) => {
          const bytes = sink.bytes.subarray(0, headerBytes + cut);
          const index = await readIndex(new MemorySink(bytes), bytes.length);
          const sealed = index.sealedSeconds;
          expect(sealed % 60).toBe(0);
          expect(index.bytes).toBeLessThanOrEqual(bytes.length);
          const whole = sink.tail.length === 0 ? 0 : decodeTail(sink.tail, 120).length;
          const left = decodeTail(sink.tail.subarray(0, tailCut), 120);
          expect(left.map(({ snapshot }) => snapshot.second)).toEqual(left.map((_, at) => 120 + at));
          expect(left.length).toBeLessThanOrEqual(whole);
          const reader = new RecordReader(index, new MemorySink(bytes), testCompression);
          const window = await reader.window({ from: 0, to: Math.max(1, sealed) });
          expect(window.series.length > 0).toBe(sealed > 0);
        },
      ),
      { numRuns: 60 },
    );
    expect(decodeTail(sink.tail, 120)).toHaveLength(10);
  });

  it('loses nothing when it is killed between sealing a block and emptying the tail', async () => {
    const random = new RandomSnapshots(3, { series: SERIES.length, requestsPerSecond: 8 });
    const seconds = Array.from({ length: 61 }, (_, second) => random.second(second));
    const sink = new MemorySink();
    const writer = await RecordWriter.start(sink, HEADER, testCompression);
    sink.emptyTail = async () => {};
    for (const snapshot of seconds) await writer.add(snapshot, SERIES);

    const index = await readIndex(sink, sink.bytes.length);
    expect(index.sealedSeconds).toBe(60);
    expect(decodeTail(sink.tail, 60).map(({ snapshot }) => snapshot)).toEqual([seconds[60]]);
  });

  it('keeps requests that were named while it ran', async () => {
    const random = new RandomSnapshots(4, { series: 4, requestsPerSecond: 40 });
    const sink = new MemorySink();
    const writer = await RecordWriter.start(sink, { ...HEADER, series: SERIES.slice(0, 2) }, testCompression);
    for (let second = 0; second < 70; second++)
      await writer.add(random.second(second), SERIES.slice(0, second < 30 ? 2 : 4));
    await writer.finish();
    const index = await readIndex(sink, sink.bytes.length);
    expect(index.series).toEqual(SERIES);
  });
});
