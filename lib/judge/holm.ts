/**
 * Holm (1979): p values corrected for being looked at together, in their order. Rejecting those up to α makes at most
 * one false rejection with probability α, however they depend on each other.
 */
export function holm(values: readonly number[]): number[] {
  const order = values.map((_, at) => at).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const adjusted = values.map(() => 1);
  let before = 0;
  for (const [rank, at] of order.entries()) {
    before = Math.max(before, Math.min(1, (values.length - rank) * (values[at] ?? 1)));
    adjusted[at] = before;
  }
  return adjusted;
}

/**
 * The level at which each of them was looked at by Holm's steps: α / m for the smallest, α / (m - 1) for the next, up to
 * the first that is not rejected; that one and all behind it share its level.
 */
export function holmLevels(values: readonly number[], alpha: number): number[] {
  const order = values.map((_, at) => at).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const levels = values.map(() => alpha);
  let isRejecting = true;
  let level = alpha;
  for (const [rank, at] of order.entries()) {
    if (isRejecting) level = alpha / (values.length - rank);
    if ((values[at] ?? 1) > level) isRejecting = false;
    levels[at] = level;
  }
  return levels;
}
