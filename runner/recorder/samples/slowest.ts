import { slowWindowEndMs } from '../../../lib/run/slow-window.ts';
import type { ExchangeSample } from '../../../lib/run/snapshot.ts';

/** Of one series in one window. */
const MOST = 3;
/** A request must be slower by this factor than what is kept: a drift upwards would keep every request otherwise. */
const CLEARLY = 1.05;

type Kept = { ms: number; sample: ExchangeSample | null };

/** The slowest requests of one series, in windows that grow, so that those of the start do not hide all later ones. */
export class Slowest {
  /** Only a request that took longer than this is to be added. Milliseconds. */
  boundMs = 0;
  private windowEndMs = slowWindowEndMs(0);
  /** Ascending. Those without a sample were handed over already. */
  private kept: Kept[] = [];

  add(ms: number, sample: ExchangeSample): void {
    if (this.kept.length === MOST) this.kept.shift();
    const above = this.kept.findIndex((one) => one.ms > ms);
    this.kept.splice(above < 0 ? this.kept.length : above, 0, { ms, sample });
    this.boundMs = this.kept.length < MOST ? 0 : (this.kept[0]?.ms ?? 0) * CLEARLY;
  }

  /** Those that are new since the last time; `nowMs` is the end of the second. */
  take(nowMs: number): ExchangeSample[] {
    const taken: ExchangeSample[] = [];
    for (const one of this.kept) {
      if (one.sample) taken.push(one.sample);
      one.sample = null;
    }
    if (nowMs >= this.windowEndMs) {
      this.windowEndMs = slowWindowEndMs(nowMs);
      this.kept = [];
      this.boundMs = 0;
    }
    return taken;
  }
}
