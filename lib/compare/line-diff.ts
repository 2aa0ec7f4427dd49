/** A line that only one of two texts has; `at` is its number there, from 1. */
export type DiffLine = { sign: '+' | '-'; at: number; text: string };

/** Longer texts are not compared line by line: the table would be too large. */
const MOST_CELLS = 4_000_000;

/** The fewest lines to take away and to add to make the second text of the first, in order. */
export function lineDiff(before: readonly string[], after: readonly string[]): DiffLine[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const rest = () => Math.min(before.length, after.length) - start - end;
  while (rest() > 0 && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const one = before.slice(start, before.length - end);
  const other = after.slice(start, after.length - end);
  const width = other.length + 1;
  if ((one.length + 1) * width > MOST_CELLS)
    return [
      ...one.map((text, at): DiffLine => ({ sign: '-', at: start + at + 1, text })),
      ...other.map((text, at): DiffLine => ({ sign: '+', at: start + at + 1, text })),
    ];
  // How many lines the rests of both have in common, from each pair of places on.
  const common = new Uint32Array((one.length + 1) * width);
  for (let a = one.length - 1; a >= 0; a--)
    for (let b = other.length - 1; b >= 0; b--) {
      const [down, right] = [common[(a + 1) * width + b] ?? 0, common[a * width + b + 1] ?? 0];
      common[a * width + b] =
        one[a] === other[b] ? (common[(a + 1) * width + b + 1] ?? 0) + 1 : Math.max(down, right);
    }
  const found: DiffLine[] = [];
  for (let a = 0, b = 0; a < one.length || b < other.length; ) {
    if (a < one.length && b < other.length && one[a] === other[b]) {
      a++;
      b++;
    } else if (
      b >= other.length ||
      (a < one.length && (common[(a + 1) * width + b] ?? 0) >= (common[a * width + b + 1] ?? 0))
    ) {
      found.push({ sign: '-', at: start + a + 1, text: one[a] ?? '' });
      a++;
    } else {
      found.push({ sign: '+', at: start + b + 1, text: other[b] ?? '' });
      b++;
    }
  }
  return found;
}
