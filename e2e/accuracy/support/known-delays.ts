/**
 * The known distribution: as many delays as one period has, from 40 ms to about half a second with a long tail, dealt
 * in an order in which neighbours have nothing to do with each other. Over any whole number of periods the delays that
 * were served are exactly these.
 */
export const PERIOD = 499;
const STRIDE = 193;

/** Milliseconds that request `index` has to wait. */
export function delayOf(index: number): number {
  const rank = ((index % PERIOD) * STRIDE) % PERIOD;
  const part = (rank + 0.5) / PERIOD;
  return 40 + 60 * -Math.log(1 - part);
}
