/** The middle of some values; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const above = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const below = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (above + below) / 2;
}

export const medianAndMax = (values: readonly number[]) => ({
  median: median(values),
  max: Math.max(...values),
});

/**
 * Least squares: how much `values` grow by each step, and the standard error of that. Neighbouring values of a process's
 * memory depend on each other, so the error is taken from `blocks` of them, each block one observation.
 */
export function slope(values: readonly number[], blocks: number): { perStep: number; error: number } {
  const size = Math.floor(values.length / blocks);
  if (size < 1 || blocks < 3) return { perStep: 0, error: Number.POSITIVE_INFINITY };
  const means = Array.from({ length: blocks }, (_, block) => {
    const part = values.slice(block * size, (block + 1) * size);
    return part.reduce((sum, value) => sum + value, 0) / size;
  });
  const middle = (blocks - 1) / 2;
  const mean = means.reduce((sum, value) => sum + value, 0) / blocks;
  const spread = means.reduce((sum, _, x) => sum + (x - middle) ** 2, 0);
  const perBlock = means.reduce((sum, value, x) => sum + (x - middle) * (value - mean), 0) / spread;
  const rest = means.reduce((sum, value, x) => sum + (value - mean - perBlock * (x - middle)) ** 2, 0);
  return { perStep: perBlock / size, error: Math.sqrt(rest / (blocks - 2) / spread) / size };
}
