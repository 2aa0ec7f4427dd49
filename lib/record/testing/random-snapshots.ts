import { LatencyHistogram } from '../../histogram/latency-histogram.ts';
import {
  LATENCIES,
  type LatencyName,
  type MetricSnapshot,
  type SeriesSnapshot,
  type Snapshot,
} from '../../run/snapshot.ts';

/** Numbers from 0 to below 1 that are the same at every run (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type Load = {
  series: number;
  /** Of all series together. */
  requestsPerSecond: number;
  /** Microseconds. */
  medianUs?: number;
};

/** Seconds of a run under a load, log-normal latencies; the same for the same seed. */
export class RandomSnapshots {
  private readonly random: () => number;
  private readonly load: Load;
  private readonly scratch = new LatencyHistogram();

  constructor(seed: number, load: Load) {
    this.random = randomFrom(seed);
    this.load = load;
  }

  second(second: number): Snapshot {
    const { random, load } = this;
    const ofOne = load.requestsPerSecond / load.series;
    const vus = Math.round(load.requestsPerSecond * (1 + 0.5 * Math.sin(second / 100)));
    return {
      second,
      series: Array.from({ length: load.series }, (_, index) =>
        this.series(index, this.poisson(ofOne)),
      ).filter(({ count }) => count > 0),
      scenarios: [
        {
          ...{ scenario: 0, vus, iterations: Math.round(ofOne), interruptedIterations: 0 },
          ...{ droppedIterations: random() < 0.05 ? 3 : 0, failedIterations: 0 },
          iterationDuration: this.histogram(Math.round(ofOne), 400_000, 0.3),
        },
      ],
      checks: [
        { series: 0, name: 'status is 200', passed: Math.round(ofOne), failed: random() < 0.1 ? 1 : 0 },
      ],
      errors:
        random() < 0.05
          ? [{ atMs: second * 1000 + 5, series: 0, kind: 'timeout', message: 'took too long' }]
          : [],
      failures:
        random() < 0.05 ? [{ series: 0, reason: 'timeout', signature: 'took too long', count: 2 }] : [],
      remotes: [],
      metrics: random() < 0.1 ? [] : [this.metric(second)],
      samples: [],
      health: [
        {
          ...{
            worker: 0,
            cpuUs: Math.round(random() * 400_000),
            maxEventLoopDelayUs: Math.round(random() * 9000),
          },
          ...{
            rssBytes: 90_000_000 + second,
            gcUs: 900,
            maxGcPauseUs: 300,
            sockets: vus,
            openFiles: vus + 20,
          },
        },
      ],
    };
  }

  private metric(second: number): MetricSnapshot {
    const [a, b] = [this.random() - 0.5, this.random() - 0.5];
    const figures = { count: 2, sum: a + b, min: Math.min(a, b), max: Math.max(a, b) };
    const last = { last: b, lastAtMs: second * 1000 + 500 };
    return { name: 'queue', kind: 'gauge', isTime: false, ...figures, ...last, histogram: NOTHING };
  }

  private series(series: number, count: number): SeriesSnapshot {
    const median = (this.load.medianUs ?? 40_000) * (1 + series / 10);
    const failed = this.random() < 0.02 ? Math.min(1, count) : 0;
    const histograms = Object.fromEntries(LATENCIES.map((name) => [name, NOTHING])) as Record<
      LatencyName,
      Uint8Array
    >;
    const errors: SeriesSnapshot['errors'] = failed > 0 ? { timeout: failed } : {};
    return {
      ...{ series, count, failed, interrupted: 0, refused: 0 },
      ...{ statuses: count > failed ? { 200: count - failed } : {}, errors },
      ...{ bytesReceived: count * Math.round(1200 + 300 * this.random()), bytesSent: count * 210 },
      ...{ bytesDecoded: count * 3000, connections: 0, messagesReceived: 0, messagesSent: 0 },
      ...histograms,
      responseTime: this.histogram(count, median, 0.5),
      serviceTime: this.histogram(count, median, 0.5),
      sendDelay: this.histogram(count, 150, 0.6),
      waiting: this.histogram(count, median * 0.9, 0.5),
      receiving: this.histogram(count, 80, 0.4),
    };
  }

  private histogram(count: number, medianUs: number, spread: number): Uint8Array {
    const { scratch } = this;
    scratch.reset();
    for (let i = 0; i < count; i++) scratch.record(medianUs * Math.exp(spread * this.normal()));
    return scratch.encode();
  }

  private normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.random())) * Math.cos(2 * Math.PI * this.random());
  }

  private poisson(mean: number): number {
    if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()));
    let count = 0;
    for (let left = this.random(); left > Math.exp(-mean); left *= this.random()) count++;
    return count;
  }
}

const NOTHING = new Uint8Array(0);
