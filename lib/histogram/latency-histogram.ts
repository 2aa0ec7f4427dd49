import { Int32Histogram } from 'hdr-histogram-js';
import { MAX_LATENCY_US, slotLowest, slotOf, slotWidth } from './slots.ts';
import { peekSparse, SparseWriter } from './sparse.ts';

const SIGNIFICANT_DIGITS = 3;

/**
 * Latencies in whole microseconds: an HDR histogram with three significant digits, beside the exact minimum, maximum
 * and sum. Merging is exact: any order and any grouping gives the same histogram.
 */
export class LatencyHistogram {
  private readonly hdr = new Int32Histogram(1, MAX_LATENCY_US, SIGNIFICANT_DIGITS);
  private total = 0;
  private sumUs = 0;
  private minUs = Number.POSITIVE_INFINITY;
  private maxUs = 0;

  get count(): number {
    return this.total;
  }
  /** Microseconds, exact; 0 when empty. */
  get min(): number {
    return this.total === 0 ? 0 : this.minUs;
  }
  /** Microseconds, exact; 0 when empty. */
  get max(): number {
    return this.maxUs;
  }
  /** Microseconds, exact. */
  get sum(): number {
    return this.sumUs;
  }
  /** Microseconds, exact; 0 when empty. */
  get mean(): number {
    return this.total === 0 ? 0 : this.sumUs / this.total;
  }

  record(us: number): void {
    const value = us <= 0 ? 0 : us >= MAX_LATENCY_US ? MAX_LATENCY_US : Math.round(us);
    this.hdr.incrementCountAtIndex(slotOf(value));
    this.total++;
    this.sumUs += value;
    if (value < this.minUs) this.minUs = value;
    if (value > this.maxUs) this.maxUs = value;
  }

  /** Microseconds that `percent` (0 to 100) of the values do not exceed, within the resolution; never above the exact maximum. */
  percentile(percent: number): number {
    if (this.total === 0) return 0;
    this.hdr.setTotalCount(this.total);
    return Math.max(this.minUs, Math.min(this.maxUs, this.hdr.getValueAtPercentile(percent)));
  }

  /** Calls `visit` with every occupied slot's highest value (microseconds) and its count, ascending. */
  forEachSlot(visit: (us: number, count: number) => void): void {
    if (this.total === 0) return;
    const last = slotOf(this.maxUs);
    for (let slot = slotOf(this.minUs); slot <= last; slot++) {
      const count = this.hdr.getCountAtIndex(slot);
      if (count > 0) visit(slotLowest(slot) + slotWidth(slot) - 1, count);
    }
  }

  /** Adds all of `other`. */
  merge(other: LatencyHistogram): void {
    if (other.total === 0) return;
    const last = slotOf(other.maxUs);
    for (let slot = slotOf(other.minUs); slot <= last; slot++) {
      const count = other.hdr.getCountAtIndex(slot);
      if (count > 0) this.hdr.addToCountAtIndex(slot, count);
    }
    this.addFigures(other.total, other.sumUs, other.minUs, other.maxUs);
  }

  reset(): void {
    if (this.total === 0) return;
    const last = slotOf(this.maxUs);
    for (let slot = slotOf(this.minUs); slot <= last; slot++) this.hdr.setCountAtIndex(slot, 0);
    this.total = 0;
    this.sumUs = 0;
    this.minUs = Number.POSITIVE_INFINITY;
    this.maxUs = 0;
  }

  /**
   * Sparse form: varints of total, sum, minimum, maximum, then for every occupied slot the gap to the one before and
   * its count. Empty histograms take no bytes.
   */
  encode(): Uint8Array {
    if (this.total === 0) return new Uint8Array(0);
    const { total, sumUs: sum, minUs: min, maxUs: max } = this;
    const to = new SparseWriter({ total, sum, min, max });
    const last = slotOf(max);
    for (let slot = slotOf(min); slot <= last; slot++) {
      const count = this.hdr.getCountAtIndex(slot);
      if (count > 0) to.add(slot, count);
    }
    return to.finish();
  }

  /** Adds a histogram in its sparse form. Throws RangeError on bytes that `encode` cannot have written. */
  mergeEncoded(bytes: Uint8Array): void {
    const sparse = peekSparse(bytes);
    if (!sparse) return;
    const { total, sum, min, max, pairs } = sparse;
    for (let i = 0; i < pairs.length; i += 2) this.hdr.addToCountAtIndex(pairs[i] ?? 0, pairs[i + 1] ?? 0);
    this.addFigures(total, sum, min, max);
  }

  static decode(bytes: Uint8Array): LatencyHistogram {
    const histogram = new LatencyHistogram();
    histogram.mergeEncoded(bytes);
    return histogram;
  }

  /** Adds to one slot; `addFigures` must follow for all that was added so. */
  addToSlot(slot: number, count: number): void {
    this.hdr.addToCountAtIndex(slot, count);
  }

  /** The same of the first `length` slots and counts. */
  addToSlots(slots: Uint16Array, counts: Float64Array, length: number): void {
    for (let i = 0; i < length; i++) this.hdr.addToCountAtIndex(slots[i] ?? 0, counts[i] ?? 0);
  }

  /** Count, sum, minimum and maximum of what was added to slots, microseconds. */
  addFigures(total: number, sum: number, min: number, max: number): void {
    this.total += total;
    this.sumUs += sum;
    if (min < this.minUs) this.minUs = min;
    if (max > this.maxUs) this.maxUs = max;
  }
}
