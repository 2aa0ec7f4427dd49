import { LatencyHistogram } from '../histogram/latency-histogram.ts';
import { latencyFigures } from './latency-figures.ts';
import type { RemoteSnapshot } from './snapshot.ts';
import type { RemoteFigures } from './summary.ts';

/** A histogram takes about 100 KB. */
const MOST_HISTOGRAMS = 100;

type Tally = Omit<RemoteSnapshot, 'serviceTime'> & { serviceTime: LatencyHistogram | null };

/** What was measured of every remote address since the start of the run. */
export class RemoteTally {
  private readonly tallies = new Map<string, Tally>();
  private histograms = 0;

  add(second: readonly RemoteSnapshot[]): void {
    for (const remote of second) {
      const key = `${remote.host} ${remote.address}`;
      const tally = this.tallies.get(key) ?? this.begin(remote);
      this.tallies.set(key, tally);
      tally.connections += remote.connections;
      tally.unreached += remote.unreached;
      tally.count += remote.count;
      tally.failed += remote.failed;
      if (remote.serviceTime.length > 0) this.histogramOf(tally)?.mergeEncoded(remote.serviceTime);
    }
  }

  /** By host, then by address. */
  figures(): RemoteFigures[] {
    const hosts = new Map<string, number>();
    for (const { host, count } of this.tallies.values()) hosts.set(host, (hosts.get(host) ?? 0) + count);
    return [...this.tallies.values()]
      .map(({ serviceTime, ...tally }) => {
        const all = hosts.get(tally.host) ?? 0;
        return {
          ...tally,
          share: all === 0 ? 0 : tally.count / all,
          serviceTimeMs: serviceTime ? latencyFigures(serviceTime) : null,
        };
      })
      .sort((a, b) => compare(a.host, b.host) || compare(a.address, b.address));
  }

  private begin({ host, address }: RemoteSnapshot): Tally {
    return { host, address, connections: 0, unreached: 0, count: 0, failed: 0, serviceTime: null };
  }

  private histogramOf(tally: Tally): LatencyHistogram | null {
    if (!tally.serviceTime && this.histograms < MOST_HISTOGRAMS) {
      this.histograms++;
      tally.serviceTime = new LatencyHistogram();
    }
    return tally.serviceTime;
  }
}

const compare = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });
