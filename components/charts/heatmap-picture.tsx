'use client';

import { useCallback } from 'react';
import { Canvas, type Draw } from './canvas.tsx';
import { darkness, fullest, type HeatmapColumn, rowEdgeMs } from './heatmap-cells.ts';
import { type Scale, shareOf } from './scale.ts';

type Props = {
  columns: readonly HeatmapColumn[];
  rowsPerOctave: number;
  /** Seconds. */
  span: readonly [from: number, to: number];
  /** Bottom and top, milliseconds. */
  reach: readonly [number, number];
  scale: Scale;
  /** Pixels. */
  width: number;
  height: number;
};

/** The cells on a canvas: as elements of the page, tens of thousands of them would take seconds. */
export function HeatmapPicture({ columns, rowsPerOctave, span, reach, scale, width, height }: Props) {
  const draw = useCallback<Draw>(
    (to, canvas) => {
      to.fillStyle = getComputedStyle(canvas).color;
      const most = fullest(columns);
      const x = (second: number) => Math.round(shareOf(second, span, 'linear') * canvas.width);
      const edges: number[] = [];
      const y = (row: number) => {
        edges[row] ??= Math.round((1 - shareOf(rowEdgeMs(row, rowsPerOctave), reach, scale)) * canvas.height);
        return edges[row];
      };
      for (const { second, seconds, firstRow, counts } of columns) {
        const left = x(second);
        const wide = Math.max(1, x(second + seconds) - left);
        counts.forEach((count, at) => {
          if (count === 0) return;
          const bottom = y(firstRow + at);
          const top = y(firstRow + at + 1);
          to.globalAlpha = darkness(count, most);
          to.fillRect(left, Math.min(top, bottom - 1), wide, Math.max(1, bottom - top));
        });
      }
    },
    [columns, rowsPerOctave, span, reach, scale],
  );
  return <Canvas draw={draw} width={width} height={height} className="text-p99" />;
}
