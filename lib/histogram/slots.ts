/** The geometry of `LatencyHistogram`: which latencies, in whole microseconds, a slot stands for. */

const SUB_BUCKET_BITS = 10;
const HALF = 1 << SUB_BUCKET_BITS;

/** No latency has a higher slot. */
export const MAX_SLOT = 23 * HALF;

/** How many latencies share a slot: 1, 2, 4 … */
export function slotWidth(slot: number): number {
  const bucket = (slot >> SUB_BUCKET_BITS) - 1;
  return bucket <= 0 ? 1 : 2 ** bucket;
}

/** The lowest latency of a slot. */
export function slotLowest(slot: number): number {
  const bucket = (slot >> SUB_BUCKET_BITS) - 1;
  return bucket <= 0 ? slot : (slot - bucket * HALF) * 2 ** bucket;
}
