import { LatencyHistogram } from '../../lib/histogram/latency-histogram.ts';

/** A latency histogram that takes memory only once something is recorded. */
export class LazyHistogram {
  private histogram: LatencyHistogram | null = null;

  /** Milliseconds, with fractions. */
  record(ms: number): void {
    this.histogram ??= new LatencyHistogram();
    this.histogram.record(ms * 1000);
  }

  /** The sparse form of what was recorded since the last time. */
  take(): Uint8Array {
    if (!this.histogram) return EMPTY;
    const bytes = this.histogram.encode();
    this.histogram.reset();
    return bytes;
  }
}

const EMPTY = new Uint8Array(0);
