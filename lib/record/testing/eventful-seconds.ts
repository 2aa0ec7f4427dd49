import { LatencyHistogram } from '../../histogram/latency-histogram.ts';
import { exchangeSample, healthOf, scenarioSnapshot } from '../../run/sample-snapshots.ts';
import type { Series } from '../../run/series.ts';
import type {
  ExchangeSample,
  FailureSnapshot,
  LatencyName,
  RemoteSnapshot,
  SeriesSnapshot,
  Snapshot,
} from '../../run/snapshot.ts';
import { LATENCIES } from '../../run/snapshot.ts';
import { randomFrom } from './random-snapshots.ts';

const SIGNATURES = ['answered 500', 'took too long', 'connection reset'] as const;
const REASONS = ['status', 'timeout', 'reset'] as const;

/** Seconds in which everything happens that a run can record, seldom enough that stretches differ; the same for the same seed. */
export class EventfulSeconds {
  private readonly random: () => number;
  private readonly series: readonly Series[];
  private readonly scratch = new LatencyHistogram();

  constructor(seed: number, series: readonly Series[]) {
    this.random = randomFrom(seed);
    this.series = series;
  }

  second(second: number): Snapshot {
    const own = this.series.flatMap((one, index) => (this.chance(0.4) ? [this.ofSeries(index, one)] : []));
    const failures = this.chance(0.15) ? [this.failure()] : [];
    if (this.chance(0.05)) failures.push({ series: null, reason: 'plan', signature: 'no value', count: 1 });
    return {
      second,
      series: own,
      scenarios: [
        scenarioSnapshot(0, {
          vus: this.whole(50),
          iterations: this.whole(9),
          failedIterations: this.whole(1),
        }),
        scenarioSnapshot(1, { vus: this.whole(5), droppedIterations: this.whole(3) }),
      ],
      checks: own.flatMap(({ series }) =>
        this.chance(0.5)
          ? [{ series, name: `check ${series % 2}`, passed: this.whole(5), failed: this.whole(1) }]
          : [],
      ),
      errors: failures.map(({ series, reason, signature }) => ({
        atMs: second * 1000 + this.whole(999),
        series,
        kind: reason,
        message: `${signature} at ${second}`,
      })),
      failures,
      remotes: this.chance(0.3) ? [this.remote()] : [],
      samples: [
        ...failures.flatMap((failure) => this.sampleOf(failure, second)),
        ...(this.chance(0.1) ? [this.slowSample(second)] : []),
      ],
      health: [healthOf(0, { cpuUs: this.whole(400_000) }), healthOf(1, { sockets: this.whole(40) })],
    };
  }

  private ofSeries(series: number, { stream }: Series): SeriesSnapshot {
    const count = 1 + this.whole(4);
    const failed = this.chance(0.2) ? 1 : 0;
    const times = (most = 500) => this.histogram(count, most);
    const nothing = Object.fromEntries(LATENCIES.map((name) => [name, NOTHING])) as Record<
      LatencyName,
      Uint8Array
    >;
    return {
      ...{ series, count, failed, interrupted: this.whole(1), refused: this.whole(1) },
      ...{
        statuses: { ...(count > failed && { 200: count - failed }), ...(failed > 0 && { 503: failed }) },
        errors: failed > 0 ? { status: failed } : {},
      },
      ...{ bytesReceived: count * 1000, bytesSent: count * 90, bytesDecoded: count * 2000, connections: 1 },
      ...{ messagesReceived: stream ? this.whole(9) : 0, messagesSent: stream ? this.whole(3) : 0 },
      ...nothing,
      ...{ responseTime: times(), serviceTime: times(), sendDelay: times(4), waiting: times() },
      ...(stream && { session: times(), firstMessage: times(), roundTrip: times() }),
    };
  }

  private failure(): FailureSnapshot {
    const kind = this.whole(SIGNATURES.length - 1);
    const [reason = 'other', signature = ''] = [REASONS[kind], SIGNATURES[kind]];
    return { series: this.whole(this.series.length - 1), reason, signature, count: 1 + this.whole(8) };
  }

  private sampleOf({ series, reason, signature }: FailureSnapshot, second: number): ExchangeSample[] {
    if (series === null || reason === 'plan') return [];
    return [exchangeSample({ series, reason, signature, atMs: second * 1000 + this.whole(999) })];
  }

  private slowSample(second: number): ExchangeSample {
    const series = this.whole(this.series.length - 1);
    const responseTimeMs = this.whole(9000);
    return exchangeSample({ series, reason: 'slow', signature: '', responseTimeMs, atMs: second * 1000 + 1 });
  }

  private remote(): RemoteSnapshot {
    const address = `10.0.0.${this.whole(2)}:80`;
    const [connections, count] = [this.whole(2), 1 + this.whole(9)];
    return {
      host: 'shop:80',
      address,
      connections,
      unreached: this.whole(1),
      count,
      failed: 0,
      serviceTime: this.histogram(1, 300),
    };
  }

  /** `most` is in milliseconds. */
  private histogram(count: number, most: number): Uint8Array {
    this.scratch.reset();
    for (let i = 0; i < count; i++) this.scratch.record(this.random() * most * 1000);
    return this.scratch.encode();
  }

  private chance(of: number): boolean {
    return this.random() < of;
  }

  /** 0 to `most`. */
  private whole(most: number): number {
    return Math.floor(this.random() * (most + 1));
  }
}

const NOTHING = new Uint8Array(0);
