import { MAX_SLOT } from '../histogram/slots.ts';

/**
 * What one request did in each unit of time (a second, in long runs more): how many of its response times fell into which
 * slot of a `LatencyHistogram`. Entries are in no order.
 */
export class RequestSeconds {
  /** How many units there are. */
  readonly units: number;
  readonly requests: Float64Array;
  readonly failed: Float64Array;
  length = 0;
  unit = new Uint16Array(256);
  slot = new Uint16Array(256);
  count = new Uint32Array(256);

  constructor(units: number) {
    this.units = units;
    this.requests = new Float64Array(units);
    this.failed = new Float64Array(units);
  }

  add(unit: number, slot: number, count: number): void {
    if (this.length === this.slot.length) this.grow();
    const at = this.length++;
    this.unit[at] = unit;
    this.slot[at] = slot;
    this.count[at] = count;
  }

  /** By slot, over all units. */
  bySlot(): Float64Array {
    const sums = new Float64Array(MAX_SLOT + 1);
    for (let at = 0; at < this.length; at++) {
      const slot = this.slot[at] ?? 0;
      sums[slot] = (sums[slot] ?? 0) + (this.count[at] ?? 0);
    }
    return sums;
  }

  /** Adds all of another request over the same units. */
  merge(other: RequestSeconds): void {
    for (let at = 0; at < other.length; at++)
      this.add(other.unit[at] ?? 0, other.slot[at] ?? 0, other.count[at] ?? 0);
    for (let unit = 0; unit < this.units; unit++) {
      this.requests[unit] = (this.requests[unit] ?? 0) + (other.requests[unit] ?? 0);
      this.failed[unit] = (this.failed[unit] ?? 0) + (other.failed[unit] ?? 0);
    }
  }

  /** Several that follow on each other, as one. */
  static joined(parts: readonly RequestSeconds[]): RequestSeconds {
    const whole = new RequestSeconds(parts.reduce((sum, { units }) => sum + units, 0));
    let first = 0;
    for (const part of parts) {
      for (let at = 0; at < part.length; at++)
        whole.add(first + (part.unit[at] ?? 0), part.slot[at] ?? 0, part.count[at] ?? 0);
      whole.requests.set(part.requests, first);
      whole.failed.set(part.failed, first);
      first += part.units;
    }
    return whole;
  }

  private grow(): void {
    const [unit, slot, count] = [this.unit, this.slot, this.count];
    this.unit = new Uint16Array(unit.length * 2);
    this.slot = new Uint16Array(slot.length * 2);
    this.count = new Uint32Array(count.length * 2);
    this.unit.set(unit);
    this.slot.set(slot);
    this.count.set(count);
  }
}
