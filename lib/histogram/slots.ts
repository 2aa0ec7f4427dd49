/** The geometry of `LatencyHistogram`: which latencies, in whole microseconds, a slot stands for. */

/** Longest latency told apart, in microseconds (one hour). Longer ones count as this long. */
export const MAX_LATENCY_US = 3_600_000_000;

/** With three significant digits HDR uses twice so many linear slots, then so many per power of two. */
const HALF_BITS = 10;
const HALF = 1 << HALF_BITS;

/**
 * HDR slot of a latency in whole microseconds, 0 to MAX_LATENCY_US. Equal to hdr-histogram-js `countsArrayIndex`,
 * in integer arithmetic, since it runs several times per request.
 */
export function slotOf(us: number): number {
  const bucket = 31 - HALF_BITS - Math.clz32(us | (HALF * 2 - 1));
  return bucket * HALF + (us >>> bucket);
}

/** No latency has a higher slot. */
export const MAX_SLOT = 23 * HALF;

const WIDTHS = Float64Array.from(
  { length: MAX_SLOT + 1 },
  (_, slot) => 2 ** Math.max(0, (slot >> HALF_BITS) - 1),
);
const LOWEST = WIDTHS.map((width, slot) => (slot - Math.log2(width) * HALF) * width);
const MIDDLES = LOWEST.map((lowest, slot) => lowest + Math.floor((WIDTHS[slot] ?? 1) / 2));

/** How many latencies share a slot: 1, 2, 4 … */
export const slotWidth = (slot: number): number => WIDTHS[slot] ?? 1;

/** The lowest latency of a slot. */
export const slotLowest = (slot: number): number => LOWEST[slot] ?? 0;

/** The latency in the middle of a slot, rounded down. */
export const slotMiddle = (slot: number): number => MIDDLES[slot] ?? 0;
