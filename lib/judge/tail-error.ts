import { blockError } from './bootstrap.ts';
import { type LatencyCounts, wholeOf } from './latency-counts.ts';

/** So many standard errors away a difference is looked for when there are many figures: the normal 0.05 / 84, two-sided. */
const FAR = 3.4;

type Difference = {
  /** The percentile, 0 to 1. */
  share: number;
  /** Of logarithms, candidate less baseline. */
  difference: number;
  /** Units of a block, of both runs. */
  blocks: readonly [baseline: number, candidate: number];
  isPaired: boolean;
};

/**
 * The standard error of a difference of percentiles as the interval far from it has it. Where pauses are about as rare as
 * the percentile, latencies just behind it are many times longer than just before it, which a standard deviation does not
 * show. So the share of requests below is moved by its own error (Woodruff 1952), and the reaches of both runs towards each
 * other are put together (Zou and Donner 2008).
 */
export function tailError(
  baseline: LatencyCounts,
  candidate: LatencyCounts,
  { share, difference, blocks, isPaired }: Difference,
): number {
  const [before, after] = [baseline.excess(share), candidate.excess(share)];
  const [was, is] = [blockError(before, blocks[0]), blockError(after, blocks[1])];
  // What the schedule does to both runs at the same time is none of the uncertainty.
  const both = isPaired
    ? blockError(
        after.map((value, unit) => value - (before[unit] ?? 0)),
        blocks[0],
      )
    : Math.hypot(was, is);
  const shared = both / Math.max(Number.MIN_VALUE, Math.hypot(was, is));
  const towards = difference > 0 ? -1 : 1;
  const reach = (counts: LatencyCounts, error: number, direction: number) => {
    const moved = Math.min(1, Math.max(0, share + direction * FAR * error * shared));
    const [there, here] = [moved, share].map((at) => counts.percentile(at, wholeOf(counts.units)) ?? 1);
    return Math.log(Math.max(there ?? 1, 1) / Math.max(here ?? 1, 1));
  };
  return Math.hypot(reach(candidate, is, towards), reach(baseline, was, -towards)) / FAR;
}
