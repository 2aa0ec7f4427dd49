/** Numbers 0 to below 1 that any language can make again: the generator of ISO C's rand. */
export function knownNumbers(count: number, seed = 1): number[] {
  let state = BigInt(seed);
  return Array.from({ length: count }, () => {
    state = (1103515245n * state + 12345n) % 2n ** 31n;
    return Number(state) / 2 ** 31;
  });
}

/** A series in which `memory` of each value lasts into the next one. */
export function knownSeries(memory: number, count: number, seed = 1): number[] {
  let last = 0;
  return knownNumbers(count, seed).map((number) => {
    last = memory * last + (number - 0.5);
    return last;
  });
}
