/**
 * A point in pixels at the end of its stretch, which begins at `fromX`. Where nothing was measured `y` is null and the
 * curve has a gap.
 */
export type PathPoint = { fromX: number; x: number; y: number | null };

export type CurvePaths = {
  line: string;
  /** From the curve down to the baseline. */
  area: string;
};

/**
 * SVG paths through points, to a tenth of a pixel. `steps` are level over the whole of each stretch. A lone point is a
 * line of no length: its round cap makes it a dot.
 */
export function curvePaths(
  points: readonly PathPoint[],
  draw: 'line' | 'area' | 'steps',
  baseline: number,
): CurvePaths {
  let line = '';
  let area = '';
  let part = '';
  let firstX = 0;
  let lastX = 0;
  const close = () => {
    if (part === '') return;
    line += firstX === lastX ? `${part}h0` : part;
    area += `${part}L${lastX} ${baseline}L${firstX} ${baseline}Z`;
    part = '';
  };
  for (const { fromX, x, y } of points) {
    if (y === null) {
      close();
      continue;
    }
    const [left, top] = [tenth(x), tenth(y)];
    if (part === '') {
      firstX = draw === 'steps' ? tenth(fromX) : left;
      part = draw === 'steps' ? `M${firstX} ${top}H${left}` : `M${left} ${top}`;
    } else {
      part += draw === 'steps' ? `V${top}H${left}` : `L${left} ${top}`;
    }
    lastX = left;
  }
  close();
  return { line, area };
}

const tenth = (pixels: number) => Math.round(pixels * 10) / 10;
