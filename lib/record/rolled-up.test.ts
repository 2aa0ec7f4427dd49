import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { LatencyHistogram } from '../histogram/latency-histogram.ts';
import { readSeconds } from '../judge/read-seconds.ts';
import { checkRecord } from './check-record.ts';
import { ROLLED_UP_STEPS } from './record-header.ts';
import { readIndex } from './record-index.ts';
import { RecordReader } from './record-reader.ts';
import { RecordWriter } from './record-writer.ts';
import { rolledUp } from './rolled-up.ts';
import { runCurves } from './run-curves.ts';
import { runHeatmap } from './run-heatmap.ts';
import { runLoadLevels } from './run-load-levels.ts';
import { MemorySink, testCompression } from './testing/memory-record.ts';
import { RandomSnapshots } from './testing/random-snapshots.ts';

const SERIES = Array.from({ length: 3 }, (_, index) => ({ scenario: 'all', group: '', name: `r${index}` }));
const SECONDS = 787;

async function readerOf(bytes: Uint8Array): Promise<RecordReader> {
  const sink = new MemorySink(bytes);
  return new RecordReader(await readIndex(sink, bytes.length), sink, testCompression);
}

async function rolledUpOf(reader: RecordReader, bytes: Uint8Array, step: 10 | 60): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of rolledUp(reader.index, new MemorySink(bytes), testCompression, step))
    pieces.push(piece);
  return Buffer.concat(pieces);
}

let bytes: Uint8Array;
let whole: RecordReader;
beforeAll(async () => {
  const random = new RandomSnapshots(5, { series: SERIES.length, requestsPerSecond: 4 });
  const sink = new MemorySink();
  const header = {
    ...{ runId: 'run', startedAt: '2026-01-01T00:00:00.000Z', scenarios: ['all'] },
    series: SERIES.slice(0, 2),
  };
  const writer = await RecordWriter.start(sink, header, testCompression);
  // The third request is announced on the way.
  for (let second = 0; second < SECONDS; second++)
    await writer.add(random.second(second), second < 100 ? SERIES.slice(0, 2) : SERIES);
  await writer.finish();
  bytes = sink.bytes;
  whole = await readerOf(bytes);
}, 60_000);

describe.each(ROLLED_UP_STEPS)('a record rolled up to steps of %i s', (step) => {
  let coarse: RecordReader;
  let small: Uint8Array;
  beforeAll(async () => {
    small = await rolledUpOf(whole, bytes, step);
    coarse = await readerOf(small);
  });
  const all = () => ({ from: 0, to: SECONDS });
  const steps = fc.uniqueArray(fc.nat(Math.ceil(SECONDS / step)), { minLength: 2, maxLength: 6 });
  const edges = steps.map((some) => some.toSorted((a, b) => a - b).map((at) => Math.min(SECONDS, at * step)));

  it('is smaller, says what it is, and has the same seconds and names', () => {
    expect(small.length).toBeLessThan(bytes.length * 0.8);
    expect(coarse.index.step).toBe(step);
    expect(coarse.seconds).toBe(SECONDS);
    expect(coarse.index.series).toEqual(whole.index.series);
    expect(coarse.index.bytes).toBe(small.length);
  });

  it('merges to what the seconds merge to, in whatever pieces it is merged', async () => {
    await fc.assert(
      fc.asyncProperty(edges, async (at) => {
        const [from = 0, to = 0] = [at[0], at.at(-1)];
        if (from === to) return;
        const merged = new LatencyHistogram();
        for (const [i, edge] of at.slice(0, -1).entries())
          merged.merge(await coarse.distribution({ from: edge, to: at[i + 1] ?? to }, 'responseTime'));
        const original = await whole.distribution({ from, to }, 'responseTime');
        expect(merged.encode()).toEqual(original.encode());
        expect(await coarse.window({ from, to })).toEqual(await whole.window({ from, to }));
      }),
      { numRuns: 25 },
    );
  });

  it('has the percentiles of the whole run exactly', async () => {
    const percentiles = async (reader: RecordReader) => {
      const histogram = await reader.distribution(all(), 'responseTime');
      return [50, 95, 99, 99.9, 100].map((percent) => histogram.percentile(percent));
    };
    expect(await percentiles(coarse)).toEqual(await percentiles(whole));
  });

  it('draws the same charts where they are no finer, and whole steps where they were', async () => {
    for (const width of [60, 120, 600]) {
      const stretch = { from: 120, to: SECONDS };
      expect(await runCurves(coarse, stretch, width)).toEqual(await runCurves(whole, stretch, width));
      expect(await runHeatmap(coarse, stretch, width, 'serviceTime')).toEqual(
        await runHeatmap(whole, stretch, width, 'serviceTime'),
      );
    }
    const finest = await runCurves(coarse, { from: 61, to: 119 }, 1);
    expect(finest).toEqual(await runCurves(whole, { from: 60, to: 120 }, step));
    expect(await coarse.window({ from: 61, to: 119 })).toEqual(await whole.window({ from: 60, to: 120 }));
    const { levels } = await runLoadLevels(coarse, all());
    expect(levels.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(SECONDS);
  });

  it('is judged in its steps as the seconds are', async () => {
    const stretch = { from: 120, to: 780 };
    const level = step === 10 ? 'group' : 'block';
    expect(await readSeconds(coarse, stretch, level)).toEqual(await readSeconds(whole, stretch, level));
  });

  it('keeps failures, by step, and every text', async () => {
    const count = async (reader: RecordReader) => {
      let sum = 0;
      for await (const { second, failures } of reader.failures(all())) {
        if (reader === coarse) expect(second % step).toBe(0);
        for (const failure of failures) sum += failure.count;
      }
      return sum;
    };
    expect(await count(coarse)).toBe(await count(whole));
    expect(await coarse.texts(all(), 'error')).toEqual(await whole.texts(all(), 'error'));
  });

  it('has no seconds, and says so', async () => {
    await expect(coarse.snapshots().next()).rejects.toThrow('rolled up');
  });

  it('passes for the record of a run wherever it is taken in', async () => {
    await expect(
      checkRecord(coarse.index, new MemorySink(small), small.length, testCompression, () => {}),
    ).rejects.toThrow('does not say of which run it is');
  });
});

it('can be rolled up further, and not back', async () => {
  const ten = await rolledUpOf(whole, bytes, 10);
  const again = await rolledUpOf(await readerOf(ten), ten, 60);
  expect(again).toEqual(await rolledUpOf(whole, bytes, 60));
  const sixty = await readerOf(again);
  await expect(rolledUpOf(sixty, again, 10)).rejects.toThrow('steps of 60 seconds already');
});
