/** Student's t distribution; `freedom` is its degrees of freedom, above 0, infinite for the normal distribution. */

/** How likely a value is at least as far from 0 as `t`, on either side. */
export function twoSidedTail(t: number, freedom: number): number {
  const most = Math.min(freedom, NORMAL);
  return regularizedBeta(most / (most + t * t), most / 2, 0.5);
}

/** The distance from 0 that is exceeded, on either side, with this probability (0 to 1). */
export function twoSidedQuantile(tail: number, freedom: number): number {
  let [low, high] = [0, 1];
  while (twoSidedTail(high, freedom) > tail && high < 1e9) high *= 2;
  for (let step = 0; step < 100 && high - low > 1e-12 * high; step++) {
    const middle = (low + high) / 2;
    if (twoSidedTail(middle, freedom) > tail) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Of so many degrees of freedom it cannot be told from the normal distribution. */
const NORMAL = 1e7;

/** I_x(a, b): DLMF 8.17, by the continued fraction 8.17.22 with the method of Lentz. */
export function regularizedBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

const TINY = 1e-300;
const nonZero = (value: number) => (Math.abs(value) < TINY ? TINY : value);

function betaFraction(x: number, a: number, b: number): number {
  let numerator = 1;
  let denominator = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let value = denominator;
  for (let m = 1; m <= 20_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    denominator = 1 / nonZero(1 + even * denominator);
    numerator = nonZero(1 + even / numerator);
    value *= numerator * denominator;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    denominator = 1 / nonZero(1 + odd * denominator);
    numerator = nonZero(1 + odd / numerator);
    const factor = numerator * denominator;
    value *= factor;
    if (Math.abs(factor - 1) < 1e-15) break;
  }
  return value;
}

/** ln Γ(x) for x above 0: Stirling's series (DLMF 5.11.1), moved up to where its terms vanish. */
function logGamma(x: number): number {
  let shift = 0;
  let at = x;
  while (at < 15) {
    shift += Math.log(at);
    at++;
  }
  const square = 1 / (at * at);
  const series =
    (1 / 12 + square * (-1 / 360 + square * (1 / 1260 + square * (-1 / 1680 + square / 1188)))) / at;
  return (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + series - shift;
}
