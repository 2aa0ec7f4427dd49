/** Delays of the counting target are dealt in this period, in an order in which neighbours have nothing in common. */
const PERIOD = 499;
const STRIDE = 193;

/** Milliseconds that request `index` waits: from 40 ms on with a long tail, half of them 82 ms or more, one in a hundred 316 ms. */
export function knownDelay(index: number): number {
  const part = (((index % PERIOD) * STRIDE) % PERIOD) + 0.5;
  return 40 - 60 * Math.log(1 - part / PERIOD);
}
