/**
 * Where to cut the start off a series so that the mean of the rest is known best: the Marginal Standard Error Rule
 * (White 1997). Of all cuts it takes the one with the smallest (standard deviation of the rest)² / (length of the rest):
 * to drop values that are far off makes the deviation smaller, to drop good ones makes the rest shorter. Null when that is in
 * the middle, the last one that is looked at: such a series has not settled, and the rule says nothing.
 */
export function mserCut(values: readonly number[]): number | null {
  let best = Number.POSITIVE_INFINITY;
  let cut = 0;
  let count = 0;
  let mean = 0;
  let squares = 0;
  const shortest = Math.floor(values.length / 2);
  // From the back, so that each value is looked at once (Welford).
  for (let at = values.length - 1; at >= 0; at--) {
    const value = values[at] ?? 0;
    count++;
    const off = value - mean;
    mean += off / count;
    squares += off * (value - mean);
    if (count < values.length - shortest) continue;
    const error = squares / (count * count);
    // Values that are all the same differ by rounding; of equal cuts the shortest counts.
    if (error <= best + ROUNDING) {
      best = Math.min(best, error);
      cut = at;
    }
  }
  return cut >= shortest ? null : cut;
}

const ROUNDING = 1e-18;
