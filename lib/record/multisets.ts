/**
 * The ways in which two or three latencies can fall into the parts of a stretch of time, numbered: so that such a split
 * takes a single small number.
 */
export type Multisets = {
  /** Sorted parts to number: `parts[0] * size + parts[1]`, for three `(parts[0] * size + parts[1]) * size + parts[2]`. */
  numberOf(parts: readonly number[]): number;
  /** Number to sorted parts; undefined when there is no such way. */
  partsOf(number: number): readonly number[] | undefined;
};

/** All sorted choices of `many` (2 or 3) out of parts 0 to `size` - 1. */
export function multisets(many: 2 | 3, size: number): Multisets {
  const ways: number[][] = [];
  for (let a = 0; a < size; a++) {
    for (let b = a; b < size; b++) {
      if (many === 2) ways.push([a, b]);
      else for (let c = b; c < size; c++) ways.push([a, b, c]);
    }
  }
  const keyOf = (parts: readonly number[]) => parts.reduce((key, part) => key * size + part, 0);
  const numbers = new Map(ways.map((way, number) => [keyOf(way), number]));
  return {
    numberOf: (parts) => numbers.get(keyOf(parts)) ?? 0,
    partsOf: (number) => ways[number],
  };
}
