import { blockLength } from '../judge/block-length.ts';
import { regularizedBeta, twoSidedQuantile } from '../judge/student-t.ts';
import { type Count, type Criterion, total } from './criterion.ts';

/** Between what a ratio lies, each end wrong with at most the probability that was asked for. */
export type Bounds = { ratio: number; low: number; high: number };

/** From so many seconds on two at least are taken together: so few cannot show how much one has to do with the next. */
const PAIRED_FROM = 12;
/** Fewer batches say nothing about how seconds differ. */
const FEWEST_BATCHES = 3;

/**
 * The ratio of all seconds together, with its bounds. Seconds are taken together to batches that are about independent (block
 * length after Politis and White), and what the batches differ by tells how much more uncertain the ratio is than that of
 * independent requests. Of a share the bounds are those of Clopper and Pearson for so many fewer requests (Korn and Graubard
 * 1998); of a mean those of Student. Null when nothing was measured.
 */
export function boundsOf(
  seconds: readonly Count[],
  { kind }: Pick<Criterion, 'kind'>,
  tail: number,
): Bounds | null {
  const { bad, of } = total(seconds);
  if (of === 0) return null;
  const ratio = bad / of;
  const { variance, freedom } = varianceOf(seconds, ratio, of);
  if (kind === 'mean') {
    const half = twoSidedQuantile(2 * tail, Math.max(1, freedom)) * Math.sqrt(variance);
    return { ratio, low: ratio - half, high: ratio + half };
  }
  const own = (ratio * (1 - ratio)) / of;
  const design = own > 0 ? Math.max(1, variance / own) : 1;
  // Few batches know their own spread badly: the quantile of Student instead of the normal one.
  const widened =
    own > 0 && design > 1
      ? (twoSidedQuantile(2 * tail, freedom) / twoSidedQuantile(2 * tail, Number.POSITIVE_INFINITY)) ** 2
      : 1;
  const effective = of / (design * widened);
  return { ratio, ...exactBounds(ratio * effective, effective, tail) };
}

/** Variance of the ratio, and the degrees of freedom that it is known with. */
function varianceOf(seconds: readonly Count[], ratio: number, of: number) {
  const off = seconds.map((one) => one.bad - ratio * one.of);
  const wanted = Math.max(Math.ceil(blockLength(off)), off.length >= PAIRED_FROM ? 2 : 1);
  const width = Math.max(1, Math.min(wanted, Math.floor(off.length / FEWEST_BATCHES)));
  const batches = Math.floor(off.length / width);
  if (batches < FEWEST_BATCHES) return { variance: 0, freedom: 1 };
  let squares = 0;
  for (let batch = 0; batch < batches; batch++) {
    // What does not fill a batch belongs to the last one.
    const end = batch === batches - 1 ? off.length : (batch + 1) * width;
    let sum = 0;
    for (let at = batch * width; at < end; at++) sum += off[at] ?? 0;
    squares += sum * sum;
  }
  return { variance: (batches / (batches - 1)) * (squares / of ** 2), freedom: batches - 1 };
}

/** Clopper and Pearson: what share makes so many of so many, or fewer, or more, that unlikely. */
export function exactBounds(bad: number, of: number, tail: number): { low: number; high: number } {
  return {
    low: bad <= 0 ? 0 : betaQuantile(tail, bad, of - bad + 1),
    high: bad >= of ? 1 : betaQuantile(1 - tail, bad + 1, of - bad),
  };
}

function betaQuantile(probability: number, a: number, b: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (regularizedBeta(middle, a, b) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
