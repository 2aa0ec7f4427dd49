/** A point in pixels; where nothing was measured `y` is null and the curve has a gap. */
export type PathPoint = { x: number | null; y: number | null };

export type CurvePaths = {
  line: string;
  /** From the curve down to the baseline. */
  area: string;
};

/**
 * SVG paths through points, to a tenth of a pixel. `steps` reach back from each point to the one before, since values
 * belong to the end of their stretch. A lone point is a line of no length: its round cap makes it a dot.
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
  for (const { x, y } of points) {
    if (x === null || y === null) {
      close();
      continue;
    }
    const [left, top] = [tenth(x), tenth(y)];
    if (part === '') {
      firstX = left;
      part = `M${left} ${top}`;
    } else {
      part += draw === 'steps' ? `V${top}H${left}` : `L${left} ${top}`;
    }
    lastX = left;
  }
  close();
  return { line, area };
}

const tenth = (pixels: number) => Math.round(pixels * 10) / 10;
