/** Counts of a histogram's buckets by their upper bounds, cumulative, as a page has them. */
export type Buckets = ReadonlyMap<number, number>;

/** What came between two looks. A counter that fell began anew in between: then all of it came since. */
export const increase = (before: number, now: number): number => (now < before ? now : now - before);

export function bucketsBetween(before: Buckets | undefined, now: Buckets): Buckets {
  return new Map([...now].map(([bound, count]) => [bound, increase(before?.get(bound) ?? 0, count)]));
}

/**
 * A quantile (0..1) of a histogram, as Prometheus' `histogram_quantile` tells it: within its bucket spread evenly, and the
 * highest finite bound where it lies above that. null when there is nothing in it.
 */
export function quantileOf(buckets: Buckets, quantile: number): number | null {
  const ascending = [...buckets].sort(([a], [b]) => a - b);
  const total = ascending.at(-1)?.[1] ?? 0;
  if (total <= 0) return null;
  const rank = quantile * total;
  let lower = 0;
  let below = 0;
  for (const [bound, count] of ascending) {
    if (count >= rank) {
      if (!Number.isFinite(bound)) return lower;
      return count === below ? bound : lower + ((bound - lower) * (rank - below)) / (count - below);
    }
    below = Math.max(below, count);
    lower = bound;
  }
  return lower;
}
