import type { ExchangeSample } from '../../../lib/run/snapshot.ts';

/** Of one series. */
const MOST = 500;

/** In the place of the slowest requests of one series: all of them. For a single iteration. */
export class EveryExchange {
  /** Every request took longer than this. Milliseconds. */
  readonly boundMs = -1;
  private kept: ExchangeSample[] = [];
  private total = 0;

  add(_ms: number, sample: ExchangeSample): void {
    if (this.total >= MOST) return;
    this.total++;
    this.kept.push(sample);
  }

  take(): ExchangeSample[] {
    return this.kept.splice(0);
  }
}
