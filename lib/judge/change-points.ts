/** From this value on a series is another one than before. */
export type ChangePoint = {
  at: number;
  /** How likely a series without a change would show one as large: by permutation. */
  p: number;
};

/** A stretch of a series is at least so long: a single value is an outlier, no change. */
export const SMALLEST_STRETCH = 2;
export const CHANGE_LEVEL = 0.05;
const PERMUTATIONS = 199;

type Split = { at: number; energy: number };

/**
 * Where the distribution of a series changes: E-divisive (Matteson and James 2014) with α = 1. The best split of any stretch
 * is looked for, and kept when values that are shuffled within the stretches seldom have one as good; then again. Ascending;
 * the same for the same random numbers.
 */
export function changePoints(series: readonly number[], random: () => number): ChangePoint[] {
  const found: ChangePoint[] = [];
  for (;;) {
    const edges = [0, ...found.map(({ at }) => at).sort((a, b) => a - b), series.length];
    const best = bestSplit(series, edges);
    if (!best || best.energy <= 0) break;
    let asGood = 0;
    for (let round = 0; round < PERMUTATIONS; round++) {
      const shuffled = bestSplit(shuffledWithin(series, edges, random), edges);
      if (shuffled && shuffled.energy >= best.energy * (1 - 1e-12)) asGood++;
      // It cannot become significant any more.
      if ((asGood + 1) / (PERMUTATIONS + 1) > CHANGE_LEVEL) break;
    }
    const p = (asGood + 1) / (PERMUTATIONS + 1);
    if (p > CHANGE_LEVEL) break;
    found.push({ at: best.at, p });
  }
  return found.sort((a, b) => a.at - b.at);
}

/** The best split within any of the stretches between the edges. */
function bestSplit(series: readonly number[], edges: readonly number[]): Split | null {
  let best: Split | null = null;
  for (let edge = 1; edge < edges.length; edge++) {
    const from = edges[edge - 1] ?? 0;
    const split = energySplit(series.slice(from, edges[edge]));
    if (split && (best === null || split.energy > best.energy)) best = { ...split, at: from + split.at };
  }
  return best;
}

/**
 * The place at which the values before it and those behind it, up to any later place, are furthest apart in scaled energy
 * distance: nm / (n + m) · (2 · mean |x - y| - mean |x - x'| - mean |y - y'|). Null when the series is too short.
 */
export function energySplit(series: readonly number[]): Split | null {
  const { length } = series;
  const wide = length + 1;
  // Sums of all distances between the first values and the first values, so that those of any block are a difference.
  const sums = new Float64Array(wide * wide);
  for (let row = 0; row < length; row++) {
    let along = 0;
    for (let column = 0; column < length; column++) {
      along += Math.abs((series[row] ?? 0) - (series[column] ?? 0));
      sums[(row + 1) * wide + column + 1] = (sums[row * wide + column + 1] ?? 0) + along;
    }
  }
  const sumOf = (row: number, column: number) => sums[row * wide + column] ?? 0;
  let best: Split | null = null;
  for (let at = SMALLEST_STRETCH; at <= length - SMALLEST_STRETCH; at++) {
    const before = sumOf(at, at) / (at * (at - 1));
    for (let end = at + SMALLEST_STRETCH; end <= length; end++) {
      const m = end - at;
      const across = sumOf(at, end) - sumOf(at, at);
      const after = (sumOf(end, end) - 2 * sumOf(at, end) + sumOf(at, at)) / (m * (m - 1));
      const energy = ((at * m) / end) * ((2 * across) / (at * m) - before - after);
      if (best === null || energy > best.energy) best = { at, energy };
    }
  }
  return best;
}

function shuffledWithin(series: readonly number[], edges: readonly number[], random: () => number): number[] {
  const values = [...series];
  for (let edge = 1; edge < edges.length; edge++) {
    const from = edges[edge - 1] ?? 0;
    for (let at = (edges[edge] ?? 0) - 1; at > from; at--) {
      const other = from + Math.floor(random() * (at - from + 1));
      [values[at], values[other]] = [values[other] ?? 0, values[at] ?? 0];
    }
  }
  return values;
}
