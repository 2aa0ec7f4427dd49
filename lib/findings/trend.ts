/** Whether something grows, told by ranks: one odd value moves nothing. */
export type Trend = {
  /** Theil and Sen's: the median of the slopes between all pairs. Per unit of `at`. */
  slope: number;
  /** Of Mann and Kendall's test, one-sided: how likely chance makes as clear a growth. */
  p: number;
};

/** Of at least four values, else null. Values are best the lows of stretches, so that neighbours are not alike by nature. */
export function growth(values: readonly { at: number; value: number }[]): Trend | null {
  const count = values.length;
  if (count < 4) return null;
  const slopes: number[] = [];
  let score = 0;
  for (const [index, a] of values.entries()) {
    for (const b of values.slice(index + 1)) {
      score += Math.sign(b.value - a.value);
      if (b.at !== a.at) slopes.push((b.value - a.value) / (b.at - a.at));
    }
  }
  slopes.sort((a, b) => a - b);
  const variance = (count * (count - 1) * (2 * count + 5)) / 18;
  const z = score === 0 ? 0 : (score - Math.sign(score)) / Math.sqrt(variance);
  return { slope: slopes[slopes.length >> 1] ?? 0, p: upperTail(z) };
}

/** The share of a normal distribution above z (Abramowitz and Stegun 26.2.17; to 1e-7). */
function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const poly =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * poly;
}

/** The lowest of each of so many stretches of equal length: of a sawtooth, what is left after each collection. */
export function lowsOf(looks: readonly { at: number; value: number }[], stretches: number) {
  const first = looks[0]?.at ?? 0;
  const length = ((looks.at(-1)?.at ?? 0) - first) / stretches;
  const lows = new Map<number, { at: number; value: number }>();
  for (const look of looks) {
    const stretch = length === 0 ? 0 : Math.min(stretches - 1, Math.floor((look.at - first) / length));
    const low = lows.get(stretch);
    if (!low || look.value < low.value) lows.set(stretch, look);
  }
  return [...lows].sort(([a], [b]) => a - b).map(([, low]) => low);
}
