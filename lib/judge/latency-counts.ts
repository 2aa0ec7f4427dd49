import { slotLowest, slotWidth } from '../histogram/slots.ts';
import type { RequestSeconds } from './request-seconds.ts';
import { type Blocks, runningSums, sumOver } from './running-sums.ts';

/** Distances from a percentile at which its distribution is looked at, in its standard errors: fine near it, coarse far away. */
const DISTANCES = Array.from({ length: 22 }, (_, step) => 0.75 * (1.25 ** (step + 1) - 1));

/**
 * How many response times of a request were at most so long, over any stretch of time: at some limits that lie densely
 * around the percentiles that are asked for, so that these can be found again in any selection of units.
 */
export class LatencyCounts {
  readonly units: number;
  /** Microseconds, ascending: highest latencies of slots. */
  private readonly limits: number[] = [];
  /** For every limit: running sums of how many were at most that long. */
  private readonly below: Float64Array[] = [];
  private readonly all: Float64Array;
  readonly count: number;
  private readonly bySlot: Float64Array;

  /** `shares` are percentiles, 0 to 1. */
  constructor(request: RequestSeconds, shares: readonly number[]) {
    this.units = request.units;
    const bySlot = request.bySlot();
    this.bySlot = bySlot;
    const perUnit = new Float64Array(this.units);
    for (let at = 0; at < request.length; at++) {
      const unit = request.unit[at] ?? 0;
      perUnit[unit] = (perUnit[unit] ?? 0) + (request.count[at] ?? 0);
    }
    this.all = runningSums(perUnit);
    this.count = perUnit.reduce((sum, count) => sum + count, 0);
    if (this.count === 0) return;
    const slots = limitSlots(bySlot, this.count, shares);
    this.limits = slots.map((slot) => slotLowest(slot) + slotWidth(slot) - 1);
    const cells = cellsOf(request, slots);
    const sums = new Float64Array(this.units);
    for (const cell of cells) {
      for (let unit = 0; unit < this.units; unit++) sums[unit] = (sums[unit] ?? 0) + (cell[unit] ?? 0);
      this.below.push(runningSums(sums));
    }
  }

  /** The percentile of everything, microseconds, as `LatencyHistogram` tells it. Null without any latency. */
  told(share: number): number | null {
    if (this.count === 0) return null;
    const rank = Math.max(1, Math.ceil(share * this.count - 1e-9));
    let below = 0;
    const slot = this.bySlot.findIndex((count) => {
      below += count;
      return below >= rank;
    });
    return slotLowest(slot) + slotWidth(slot) - 1;
  }

  /** Microseconds that this share of the latencies does not exceed; between limits on a straight line. Null without any. */
  percentile(share: number, blocks: Blocks): number | null {
    const total = sumOver(this.all, blocks);
    if (total === 0) return null;
    const wanted = share * total;
    let low = -1;
    let high = this.limits.length - 1;
    let countLow = 0;
    let countHigh = total;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      const count = sumOver(this.below[middle] ?? this.all, blocks);
      if (count >= wanted) {
        high = middle;
        countHigh = count;
      } else {
        low = middle;
        countLow = count;
      }
    }
    const to = this.limits[high] ?? 0;
    const from = low < 0 ? Math.min(to, this.limits[0] ?? to) : (this.limits[low] ?? 0);
    return countHigh > countLow ? from + ((to - from) * (wanted - countLow)) / (countHigh - countLow) : to;
  }

  /** What each unit contributes to the share of all requests that were no longer than a percentile. */
  excess(share: number): Float64Array {
    const found = new Float64Array(this.units);
    const whole = wholeOf(this.units);
    const sums = this.below.find((one) => sumOver(one, whole) >= share * this.count);
    if (!sums) return found;
    const level = sumOver(sums, whole) / this.count;
    for (let unit = 0; unit < this.units; unit++) {
      const own = (sums[unit + 1] ?? 0) - (sums[unit] ?? 0);
      const requests = (this.all[unit + 1] ?? 0) - (this.all[unit] ?? 0);
      found[unit] = (own - level * requests) / this.count;
    }
    return found;
  }

  /**
   * What each unit contributes to the error of a percentile, as a share of it: how many more than expected were longer,
   * times the slope of the distribution there.
   */
  influence(share: number): Float64Array {
    const found = new Float64Array(this.units);
    const whole = wholeOf(this.units);
    const counts = this.below.map((sums) => sumOver(sums, whole));
    const at = counts.findIndex((count) => count >= share * this.count);
    const sums = this.below[at];
    if (!sums) return found;
    // Wide enough that the slope is none of single values.
    const spread = 1.5 * Math.sqrt(share * (1 - share) * this.count);
    const inside = counts.flatMap((count, index) =>
      Math.abs(count - share * this.count) <= spread ? [index] : [],
    );
    const [first, last] = [inside[0] ?? Math.max(0, at - 1), inside.at(-1) ?? at];
    const rise = (counts[last] ?? 0) - (counts[first] ?? 0);
    const run = Math.log((this.limits[last] ?? 1) / Math.max(1, this.limits[first] ?? 1));
    const slope = rise > 0 && run > 0 ? run / rise : 1 / this.count;
    const level = (counts[at] ?? 0) / this.count;
    for (let unit = 0; unit < this.units; unit++) {
      const own = (sums[unit + 1] ?? 0) - (sums[unit] ?? 0);
      const requests = (this.all[unit + 1] ?? 0) - (this.all[unit] ?? 0);
      found[unit] = slope * (level * requests - own);
    }
    return found;
  }
}

export const wholeOf = (units: number): Blocks => ({
  starts: new Int32Array(1),
  length: units,
  lastLength: units,
});

/** Slots whose upper ends are the limits, ascending; the last one is the highest there is. */
function limitSlots(bySlot: Float64Array, total: number, shares: readonly number[]): number[] {
  const wanted = shares
    .flatMap((share) => {
      const error = Math.sqrt(share * (1 - share) * total);
      const offsets = [0, ...DISTANCES, ...DISTANCES.map((distance) => -distance)];
      return offsets.map((offset) => share * total + offset * error);
    })
    .filter((rank) => rank > 0 && rank < total)
    .sort((a, b) => a - b);
  const slots: number[] = [];
  let below = 0;
  let next = 0;
  for (let slot = 0; slot < bySlot.length; slot++) {
    const count = bySlot[slot] ?? 0;
    if (count === 0) continue;
    below += count;
    const isWanted = next < wanted.length && (wanted[next] ?? 0) <= below;
    if (isWanted || below >= total) slots.push(slot);
    while (next < wanted.length && (wanted[next] ?? 0) <= below) next++;
  }
  return slots;
}

/** For every limit and unit: how many latencies are above the limit before it and not above this one. */
function cellsOf(request: RequestSeconds, slots: readonly number[]): Float64Array[] {
  const highest = slots.at(-1) ?? 0;
  const cellOfSlot = new Uint16Array(highest + 1);
  let cell = 0;
  for (let slot = 0; slot <= highest; slot++) {
    if (slot > (slots[cell] ?? highest)) cell++;
    cellOfSlot[slot] = cell;
  }
  const cells = slots.map(() => new Float64Array(request.units));
  for (let at = 0; at < request.length; at++) {
    const own = cells[cellOfSlot[request.slot[at] ?? 0] ?? 0];
    const unit = request.unit[at] ?? 0;
    if (own) own[unit] = (own[unit] ?? 0) + (request.count[at] ?? 0);
  }
  return cells;
}
