/** How the noisy target answers, whether it really does or is only reckoned with. Milliseconds. */

/** How much of the pace of a second lasts into the next one, and how far it wanders (logarithm). */
export const MEMORY = 0.8;
export const WANDER = 0.06;
/** Seconds between pauses that hit everybody, on average, and how long the longest is. */
export const BETWEEN_PAUSES = 15;
export const LONGEST_PAUSE = 150;

export const medianOf = (endpoint: number) => 8 + 3 * endpoint;
/** Of the logarithm. */
export const spreadOf = (endpoint: number) => 0.3 + 0.02 * endpoint;
export const failingOf = (endpoint: number) => (endpoint % 4 === 3 ? 0.01 : endpoint % 4 === 2 ? 0.002 : 0);

export const nextPace = (pace: number, normal: () => number) =>
  MEMORY * pace + Math.sqrt(1 - MEMORY * MEMORY) * WANDER * normal();

export const normalFrom = (random: () => number) => () =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
