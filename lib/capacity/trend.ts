import { twoSidedTail } from '../judge/student-t.ts';

/** Whether values rise or fall with time, without any assumption about their distribution. */
export type Trend = {
  /** How likely chance alone makes a trend so strong, in either direction: Mann (1945) and Kendall (1975), with ties. */
  probability: number;
  /** The median of all slopes between two values, per step: Theil (1950) and Sen (1968). */
  slope: number;
};

/** Null of fewer than four values, which can show nothing. */
export function trendOf(values: readonly number[]): Trend | null {
  const { length } = values;
  if (length < 4) return null;
  let score = 0;
  const slopes: number[] = [];
  for (let later = 1; later < length; later++) {
    for (let earlier = 0; earlier < later; earlier++) {
      const rise = (values[later] ?? 0) - (values[earlier] ?? 0);
      score += Math.sign(rise);
      slopes.push(rise / (later - earlier));
    }
  }
  slopes.sort((a, b) => a - b);
  const middle = slopes.length >> 1;
  const slope =
    slopes.length % 2 === 1 ? (slopes[middle] ?? 0) : ((slopes[middle - 1] ?? 0) + (slopes[middle] ?? 0)) / 2;
  const ties = new Map<number, number>();
  for (const value of values) ties.set(value, (ties.get(value) ?? 0) + 1);
  const term = (n: number) => n * (n - 1) * (2 * n + 5);
  let variance = term(length);
  for (const count of ties.values()) variance -= term(count);
  variance /= 18;
  if (variance <= 0) return { probability: 1, slope };
  // Corrected for continuity.
  const z = Math.max(0, Math.abs(score) - 1) / Math.sqrt(variance);
  return { probability: twoSidedTail(z, Number.POSITIVE_INFINITY), slope };
}
