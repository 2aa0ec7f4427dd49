import type { Side } from './bootstrap.ts';
import type { LatencyCounts } from './latency-counts.ts';

/** A percentile (0 to 1) of one run as part of a difference: its logarithm. */
export const percentileSide = (counts: LatencyCounts, share: number): Side => ({
  units: counts.units,
  influence: counts.influence(share),
  figure: (blocks) => {
    const us = counts.percentile(share, blocks);
    return us === null ? null : Math.log(Math.max(us, 1));
  },
});
