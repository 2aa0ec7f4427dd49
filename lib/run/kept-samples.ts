import { slowWindowEndMs } from './slow-window.ts';
import type { ExchangeSample } from './snapshot.ts';

/** Of one signature: the first ones and the last ones. Several workers may send more. */
const FIRST = 5;
const LAST = 5;
/** Of one series in one window. */
const SLOWEST = 3;
/** In a whole run. */
const MOST_FAILED = 1000;
const MOST_SLOW = 500;

/** The exchanges that a run keeps for people, of all workers together, however many come. */
export class KeptSamples {
  private readonly failed = new Map<string, ExchangeSample[]>();
  private readonly slow = new Map<string, ExchangeSample[]>();
  private failedCount = 0;
  private slowCount = 0;

  add(sample: ExchangeSample): void {
    if (sample.reason === 'slow') this.addSlow(sample);
    else this.addFailed(sample);
  }

  /** The first one with this signature. */
  firstOf({ series, reason, signature }: { series: number | null; reason: string; signature: string }) {
    return this.failed.get(`${series} ${reason} ${signature}`)?.[0];
  }

  /** In the order of time. */
  all(): ExchangeSample[] {
    return [...this.failed.values(), ...this.slow.values()].flat().sort((a, b) => a.atMs - b.atMs);
  }

  private addFailed(sample: ExchangeSample): void {
    const key = `${sample.series} ${sample.reason} ${sample.signature}`;
    const kept = this.failed.get(key) ?? [];
    if (kept.length >= FIRST + LAST) {
      // What came first stays, of the others the latest.
      kept.splice(FIRST, 1);
    } else if (this.failedCount >= MOST_FAILED) {
      return;
    } else {
      this.failedCount++;
    }
    kept.push(sample);
    this.failed.set(key, kept);
  }

  private addSlow(sample: ExchangeSample): void {
    const key = `${sample.series} ${slowWindowEndMs(sample.atMs)}`;
    const kept = this.slow.get(key) ?? [];
    if (kept.length < SLOWEST) {
      if (this.slowCount >= MOST_SLOW) return;
      this.slowCount++;
    }
    kept.push(sample);
    kept.sort((a, b) => b.responseTimeMs - a.responseTimeMs);
    kept.length = Math.min(kept.length, SLOWEST);
    this.slow.set(key, kept);
  }
}
