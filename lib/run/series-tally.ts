import { LatencyHistogram } from '../histogram/latency-histogram.ts';
import { sumOf } from '../histogram/sparse.ts';
import { latencyFigures, msOf } from './latency-figures.ts';
import type { Series } from './series.ts';
import type { SeriesSnapshot } from './snapshot.ts';
import type { RequestFigures } from './summary.ts';

/** Latencies of which percentiles are shown; of the others only the mean. */
const WITH_PERCENTILES = ['responseTime', 'serviceTime', 'sendDelay'] as const;
const MEANS_ONLY = ['dns', 'connecting', 'tls', 'waiting', 'receiving'] as const;

type Latencies = Pick<RequestFigures, 'responseTimeMs' | 'serviceTimeMs' | 'sendDelayMs'>;

/** Everything measured of one series since the start of the run. */
export class SeriesTally {
  private readonly series: Series;
  private count = 0;
  private failed = 0;
  private interrupted = 0;
  private refused = 0;
  private bytesReceived = 0;
  private bytesSent = 0;
  private bytesDecoded = 0;
  private connections = 0;
  private readonly statuses: Record<string, number> = {};
  private readonly errors: Record<string, number> = {};
  /** Made with the first request: a histogram takes about 100 KB, and not every series is ever reached. */
  private readonly histograms = new Map<(typeof WITH_PERCENTILES)[number], LatencyHistogram>();
  /** Asked for by every viewer, but changed only by a second with requests: the one costly part of the figures. */
  private latencies: Latencies | null = null;
  /** Microseconds of all requests together. */
  private readonly sums = { dns: 0, connecting: 0, tls: 0, waiting: 0, receiving: 0 };

  constructor(series: Series) {
    this.series = series;
  }

  add(second: SeriesSnapshot): void {
    this.count += second.count;
    this.failed += second.failed;
    this.interrupted += second.interrupted;
    this.refused += second.refused;
    this.bytesReceived += second.bytesReceived;
    this.bytesSent += second.bytesSent;
    this.bytesDecoded += second.bytesDecoded;
    this.connections += second.connections;
    addCounts(this.statuses, second.statuses);
    addCounts(this.errors, second.errors);
    for (const name of WITH_PERCENTILES) {
      if (second[name].length === 0) continue;
      const histogram = this.histograms.get(name) ?? new LatencyHistogram();
      this.histograms.set(name, histogram);
      this.latencies = null;
      histogram.mergeEncoded(second[name]);
    }
    for (const name of MEANS_ONLY) this.sums[name] += sumOf(second[name]);
  }

  /** Figures over `seconds` of running. */
  figures(seconds: number): RequestFigures {
    // Over all requests: one that reused its connection took no time to connect. A handshake is over before its session.
    const timed = this.histograms.get('responseTime')?.count ?? 0;
    const phase = (name: (typeof MEANS_ONLY)[number]) => (timed > 0 ? msOf(this.sums[name] / timed) : 0);
    const { scenario, group, name, phase: ofPhase } = this.series;
    return {
      scenario,
      group,
      name,
      ...(ofPhase === undefined ? {} : { phase: ofPhase }),
      count: this.count,
      failed: this.failed,
      interrupted: this.interrupted,
      refused: this.refused,
      requestsPerSecond: perSecond(this.count, seconds),
      statuses: { ...this.statuses },
      errors: { ...this.errors },
      bytesReceived: this.bytesReceived,
      bytesSent: this.bytesSent,
      bytesReceivedPerSecond: perSecond(this.bytesReceived, seconds),
      bytesDecoded: this.bytesDecoded,
      connections: this.connections,
      ...this.latencyFigures(),
      phasesMs: {
        dns: phase('dns'),
        connecting: phase('connecting'),
        tls: phase('tls'),
        waiting: phase('waiting'),
        receiving: phase('receiving'),
      },
    };
  }

  private latencyFigures(): Latencies {
    this.latencies ??= {
      responseTimeMs: latencyFigures(this.histograms.get('responseTime')),
      serviceTimeMs: latencyFigures(this.histograms.get('serviceTime')),
      sendDelayMs: latencyFigures(this.histograms.get('sendDelay')),
    };
    return this.latencies;
  }
}

/** Events per second with three decimals; 0 before any time has passed. */
export const perSecond = (count: number, seconds: number): number =>
  seconds > 0 ? Math.round((count / seconds) * 1000) / 1000 : 0;

function addCounts(to: Record<string, number>, counts: Readonly<Record<string, number | undefined>>): void {
  for (const [key, count = 0] of Object.entries(counts)) to[key] = (to[key] ?? 0) + count;
}
