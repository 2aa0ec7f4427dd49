/**
 * Sums of a series over any stretch in one subtraction, around its end too: entry `i` is the sum of the first `i` values of
 * the series written down twice.
 */
export function runningSums(series: ArrayLike<number>): Float64Array {
  const { length } = series;
  const sums = new Float64Array(2 * length + 1);
  for (let at = 0; at < 2 * length; at++)
    sums[at + 1] = (sums[at] ?? 0) + (series[at < length ? at : at - length] ?? 0);
  return sums;
}

/** Blocks of consecutive units that together are as long as the series; the last one may be shorter. */
export type Blocks = { starts: Int32Array; length: number; lastLength: number };

/** The sum over all blocks. */
export function sumOver(sums: Float64Array, { starts, length, lastLength }: Blocks): number {
  const last = starts.length - 1;
  let sum = 0;
  for (let at = 0; at < last; at++) {
    const start = starts[at] ?? 0;
    sum += (sums[start + length] ?? 0) - (sums[start] ?? 0);
  }
  const start = starts[last] ?? 0;
  return sum + (sums[start + lastLength] ?? 0) - (sums[start] ?? 0);
}

/** Room for the blocks of a series of `units`, to be filled by `drawBlocks`. */
export function blocksFor(units: number, blockLength: number): Blocks {
  const length = Math.max(1, Math.min(units, Math.round(blockLength)));
  const whole = Math.ceil(units / length);
  return { starts: new Int32Array(whole), length, lastLength: units - (whole - 1) * length };
}

/** Blocks that may begin anywhere, and go on at the start of the series behind its end. */
export function drawBlocks({ starts }: Blocks, units: number, random: () => number): void {
  for (let at = 0; at < starts.length; at++) starts[at] = Math.floor(random() * units);
}
