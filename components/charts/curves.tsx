'use client';

import { useContext, useId } from 'react';
import { curvePaths, type PathPoint } from './curve-path.ts';
import { GhostRows } from './ghost.tsx';
import type { PlotScales } from './plot-scales.ts';
import type { Curve, Row } from './rows.ts';

/** The curves of a chart, each over the same of the ghost. */
export function Curves({
  rows,
  curves,
  plot,
}: {
  rows: readonly Row[];
  curves: readonly Curve[];
  plot: PlotScales;
}) {
  const clipId = useId();
  const ghost = useContext(GhostRows);
  const { left, right, top, bottom } = plot;
  return (
    <g clipPath={`url(#${clipId})`}>
      <clipPath id={clipId}>
        {/* Room for a thick stroke at the top and at zero. */}
        <rect x={left} y={top - 1} width={right - left} height={bottom - top + 2} />
      </clipPath>
      {ghost.length === 0
        ? null
        : curves.map(({ key, colour }) => (
            <path
              key={key}
              data-ghost={key}
              d={curvePaths(pathPoints(ghost, key, plot), 'line', bottom).line}
              fill="none"
              stroke={colour}
              strokeWidth={3}
              opacity={0.28}
            />
          ))}
      {curves.map(({ key, draw, colour, dash, width = 1.75 }) => {
        const { line, area } = curvePaths(pathPoints(rows, key, plot), draw, bottom);
        return (
          <g key={key} data-curve={key}>
            {draw === 'line' ? null : <path d={area} fill={colour} fillOpacity={0.18} />}
            <path
              d={line}
              fill="none"
              stroke={colour}
              strokeWidth={width}
              strokeDasharray={dash}
              strokeLinecap="round"
              strokeLinejoin="round"
            />
          </g>
        );
      })}
    </g>
  );
}

/** Rows that know nothing of the value are passed over; where it was not measured the curve has a gap. */
function pathPoints(rows: readonly Row[], key: string, { x, y }: PlotScales): PathPoint[] {
  return rows.flatMap(({ from, at, values }) => {
    const value = values[key];
    return value === undefined ? [] : { fromX: x(from), x: x(at), y: value === null ? null : y(value) };
  });
}
