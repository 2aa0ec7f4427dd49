export type CurvePoint = { x: number; y: number };

/** How far behind the knee the curve must fall back: Kneedle's sensitivity. */
const SENSITIVITY = 1;

/**
 * Where more of x no longer brings as much of y: Kneedle (Satopää, Albrecht, Irwin and Raghavan 2011), without its smoothing, since
 * each point is already of many requests. `points` ascend by x. Null where the curve shows no knee, or has not passed it.
 */
export function kneeOf(points: readonly CurvePoint[]): CurvePoint | null {
  const [first, last] = [points[0], points.at(-1)];
  if (points.length < 4 || !first || !last || last.x <= first.x) return null;
  const ys = points.map(({ y }) => y);
  const [least, most] = [Math.min(...ys), Math.max(...ys)];
  if (most <= least) return null;
  const away = points.map(({ x, y }) => (y - least) / (most - least) - (x - first.x) / (last.x - first.x));
  const meanStep = 1 / (points.length - 1);
  let knee: number | null = null;
  let bar = 0;
  for (let at = 1; at < points.length; at++) {
    const own = away[at] ?? 0;
    const isTop =
      own > 0 && own >= (away[at - 1] ?? 0) && (at === points.length - 1 || own > (away[at + 1] ?? 0));
    if (isTop && (knee === null || own > (away[knee] ?? 0))) {
      knee = at;
      bar = own - SENSITIVITY * meanStep;
    } else if (knee !== null && own < bar) return points[knee] ?? null;
  }
  return null;
}
