'use client';

import { useContext, useId } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { curvePaths } from './curve-path.ts';
import { GhostRows } from './ghost.tsx';
import type { Curve, Row } from './rows.ts';

/**
 * The curves of a chart, on the scales of its Recharts axes. Recharts' own Line makes objects and measures its path for
 * every point at every update, for labels and animations that we do not have; with hundreds of points in a dozen curves
 * every second that was nearly all the work.
 */
export function Curves({
  rows,
  curves,
  lowest,
}: {
  rows: readonly Row[];
  curves: readonly Curve[];
  /** Values below the bottom of the plot are drawn there: a logarithmic axis has no zero. */
  lowest: number;
}) {
  const clipId = useId();
  const ghost = useContext(GhostRows);
  const plot = usePlotArea();
  const xOf = useXAxisScale();
  const yOf = useYAxisScale();
  if (!plot || !xOf || !yOf) return null;
  const baseline = plot.y + plot.height;
  return (
    <g clipPath={`url(#${clipId})`}>
      <clipPath id={clipId}>
        {/* Room for a thick stroke at the top and at zero. */}
        <rect x={plot.x} y={plot.y - 1} width={plot.width} height={plot.height + 2} />
      </clipPath>
      {ghost.length === 0
        ? null
        : curves.map(({ key, colour }) => {
            const points = ghost.flatMap(({ from, at, values }) => {
              const value = values[key];
              if (value === undefined) return [];
              return {
                fromX: xOf(from) ?? plot.x,
                x: xOf(at) ?? plot.x,
                y: value === null ? null : (yOf(value) ?? null),
              };
            });
            const { line } = curvePaths(points, 'line', baseline);
            return (
              <path
                key={key}
                data-ghost={key}
                d={line}
                fill="none"
                stroke={colour}
                strokeWidth={3}
                opacity={0.28}
              />
            );
          })}
      {curves.map(({ key, draw, colour, dash, width = 1.75 }) => {
        const points = rows.flatMap(({ from, at, values }) => {
          const value = values[key];
          if (value === undefined) return [];
          return {
            fromX: xOf(from) ?? plot.x,
            x: xOf(at) ?? plot.x,
            y: value === null ? null : (yOf(Math.max(value, lowest)) ?? null),
          };
        });
        const { line, area } = curvePaths(points, draw, baseline);
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
