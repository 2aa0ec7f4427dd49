import { slotLowest, slotOf } from '../histogram/slots.ts';
import type { SparseHistogram } from '../histogram/sparse.ts';

/** Binary digits of a latency that are kept: two decimal ones. */
const KEPT_BITS = 8;

/**
 * The same histogram with two significant digits instead of three, in the same slots: for phases of a request, of which
 * only means are shown. Count, sum, minimum and maximum stay exact.
 */
export function coarse(histogram: SparseHistogram): SparseHistogram {
  const { min, max, pairs } = histogram;
  const [lowest, highest] = [slotOf(min), slotOf(max)];
  const kept: number[] = [];
  for (let i = 0; i < pairs.length; i += 2) {
    const slot = Math.min(highest, Math.max(lowest, coarseSlot(pairs[i] ?? 0)));
    const count = pairs[i + 1] ?? 0;
    if (kept.at(-2) === slot) kept[kept.length - 1] = (kept.at(-1) ?? 0) + count;
    else kept.push(slot, count);
  }
  return { ...histogram, pairs: Uint32Array.from(kept) };
}

function coarseSlot(slot: number): number {
  const us = slotLowest(slot);
  const dropped = 32 - KEPT_BITS - Math.clz32(us);
  return dropped <= 0 ? slot : slotOf((us >>> dropped) * 2 ** dropped);
}
