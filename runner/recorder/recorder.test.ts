import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LatencyHistogram } from '../../lib/histogram/latency-histogram.ts';
import { samplePlan } from '../../lib/plan/sample-plan.ts';
import { healthOf } from '../../lib/run/sample-snapshots.ts';
import type { Snapshot } from '../../lib/run/snapshot.ts';
import { RunClock } from '../worker/run-clock.ts';
import { Recorder, type RequestTimes } from './recorder.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function makeRecorder() {
  const clock = new RunClock();
  clock.start(process.hrtime.bigint());
  const posted: Snapshot[] = [];
  const recorder = new Recorder(samplePlan(), clock, (text) => text.replaceAll('secret', '***'), {
    post: (snapshot) => posted.push(snapshot),
    health: () => healthOf(0),
  });
  return {
    recorder,
    posted,
    series: recorder.seriesFor({ scenario: 'Browse', group: '', name: 'Home' }).recorder,
  };
}

const times = (dueMs: number, startMs: number, endMs: number): RequestTimes => ({
  dueMs,
  startMs,
  sentMs: startMs,
  firstByteMs: (startMs + endMs) / 2,
  endMs,
  dnsMs: Number.NaN,
  connectingMs: Number.NaN,
  tlsMs: Number.NaN,
});

describe('Recorder', () => {
  it('posts every second once, in order, also the empty ones, and counts what ended in it', () => {
    const { recorder, posted, series } = makeRecorder();
    recorder.start();
    vi.advanceTimersByTime(2500);
    series.ended(times(2000, 2100, 2400), 200, null, 10, 20, 5);
    recorder.finish();
    expect(posted.map(({ second, series }) => [second, series.map(({ count }) => count)])).toEqual([
      [0, []],
      [1, []],
      [2, [1]],
    ]);
  });

  it('closes a second before anything of the next is counted, however late the timer is', () => {
    const { recorder, posted, series } = makeRecorder();
    series.ended(times(0, 10, 999), 200, null, 1, 1, 0);
    recorder.turnTo(3001);
    series.ended(times(0, 10, 3001), 500, 'status', 1, 1, 0);
    expect(posted.map(({ second, series }) => [second, series[0]?.count ?? 0])).toEqual([
      [0, 1],
      [1, 0],
      [2, 0],
    ]);
    vi.advanceTimersByTime(3002);
    recorder.finish();
    expect(posted.at(-1)).toMatchObject({
      second: 3,
      series: [{ count: 1, failed: 1, statuses: { 500: 1 }, errors: { status: 1 } }],
    });
  });

  it('keeps the latencies apart and leaves out phases that did not happen', () => {
    const { recorder, posted, series } = makeRecorder();
    series.ended({ ...times(100, 150, 250), dnsMs: 3, connectingMs: 5 }, 200, null, 7, 9, 12);
    series.ended({ ...times(100, 150, 250), firstByteMs: Number.NaN }, 0, 'reset', 0, 9, 2);
    recorder.finish();
    const [first] = posted[0]?.series ?? [];
    const means = Object.fromEntries(
      (
        [
          'responseTime',
          'serviceTime',
          'sendDelay',
          'dns',
          'connecting',
          'tls',
          'waiting',
          'receiving',
        ] as const
      ).map((name) => {
        const histogram = LatencyHistogram.decode(first?.[name] ?? new Uint8Array(0));
        return [name, [histogram.count, histogram.mean / 1000]];
      }),
    );
    expect(means).toEqual({
      responseTime: [2, 150],
      serviceTime: [2, 100],
      sendDelay: [2, 50],
      dns: [1, 3],
      connecting: [1, 5],
      tls: [0, 0],
      waiting: [1, 50],
      receiving: [1, 50],
    });
    expect(first).toMatchObject({
      count: 2,
      failed: 1,
      errors: { reset: 1 },
      statuses: { 200: 1 },
      bytesReceived: 7,
      bytesSent: 18,
      bytesDecoded: 14,
      connections: 1,
    });
  });

  it('says nothing of a last second in which nothing happened', () => {
    const { recorder, posted } = makeRecorder();
    recorder.start();
    vi.advanceTimersByTime(1000);
    recorder.finish();
    expect(posted.map(({ second }) => second)).toEqual([0]);
  });

  it('counts checks of one name together, and iterations by scenario', () => {
    const { recorder, posted } = makeRecorder();
    const check = { source: 'status', operator: 'equals', value: 200, name: 'ok' } as const;
    const [a, b] = [recorder.checkFor(0, check), recorder.checkFor(0, { ...check, value: 201 })];
    a.count(true);
    b.count(false);
    recorder.checkFor(1, check).count(true);
    recorder.scenarios[1]?.completed(12);
    recorder.scenarios[1]?.dropped(3);
    recorder.finish();
    expect(posted[0]?.checks).toEqual([
      { series: 0, name: 'ok', passed: 1, failed: 1 },
      { series: 1, name: 'ok', passed: 1, failed: 0 },
    ]);
    expect(posted[0]?.scenarios[1]).toMatchObject({ scenario: 1, iterations: 1, droppedIterations: 3 });
  });

  it('keeps a few samples of every kind, without secrets', () => {
    const { recorder, posted } = makeRecorder();
    for (let i = 0; i < 50; i++) recorder.sample(i, 0, 'reset', () => `reset ${i} with secret`);
    recorder.sample(60, 1, 'status', () => 'answered 500', 500);
    recorder.finish();
    expect(posted[0]?.errors).toEqual([
      { atMs: 0, series: 0, kind: 'reset', message: 'reset 0 with ***' },
      { atMs: 1, series: 0, kind: 'reset', message: 'reset 1 with ***' },
      { atMs: 60, series: 1, kind: 'status', message: 'answered 500', status: 500 },
    ]);
  });

  it('hears every kind of failure before one is heard twice', () => {
    const { recorder, posted } = makeRecorder();
    for (let status = 500; status < 520; status++) {
      for (let i = 0; i < 3; i++) recorder.sample(i, 0, 'status', () => `answered ${status}`, status);
    }
    recorder.finish();
    expect(posted[0]?.errors.map(({ status }) => status)).toEqual(
      Array.from({ length: 20 }, (_, i) => 500 + i),
    );
  });
});
