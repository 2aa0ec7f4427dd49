/** The geometry of `LatencyHistogram`: which latencies, in whole microseconds, a slot stands for. */

const SUB_BUCKET_BITS = 10;
const HALF = 1 << SUB_BUCKET_BITS;

/** No latency has a higher slot. */
export const MAX_SLOT = 23 * HALF;

const WIDTHS = Float64Array.from(
  { length: MAX_SLOT + 1 },
  (_, slot) => 2 ** Math.max(0, (slot >> SUB_BUCKET_BITS) - 1),
);
const LOWEST = WIDTHS.map((width, slot) => (slot - Math.log2(width) * HALF) * width);
const MIDDLES = LOWEST.map((lowest, slot) => lowest + Math.floor((WIDTHS[slot] ?? 1) / 2));

/** How many latencies share a slot: 1, 2, 4 … */
export const slotWidth = (slot: number): number => WIDTHS[slot] ?? 1;

/** The lowest latency of a slot. */
export const slotLowest = (slot: number): number => LOWEST[slot] ?? 0;

/** The latency in the middle of a slot, rounded down. */
export const slotMiddle = (slot: number): number => MIDDLES[slot] ?? 0;
