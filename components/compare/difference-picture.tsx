'use client';

import { useCallback } from 'react';
import { Canvas, type Draw } from '@/components/charts/canvas.tsx';
import { rowEdgeMs } from '@/components/charts/heatmap-cells.ts';
import { shareOf } from '@/components/charts/scale.ts';
import { type DifferenceColumn, largestShare } from './difference-cells.ts';

type Props = {
  columns: readonly DifferenceColumn[];
  rowsPerOctave: number;
  span: readonly [from: number, to: number];
  /** Bottom and top, milliseconds, on a logarithmic scale. */
  reach: readonly [number, number];
  /** CSS colours: where the baseline has more, and the candidate. */
  colours: { baseline: string; candidate: string };
  /** Pixels. */
  width: number;
  height: number;
};

/** The cells on a canvas: the stronger, the more requests of one run are there and not of the other. */
export function DifferencePicture(props: Props) {
  const { columns, rowsPerOctave, span, reach, width, height } = props;
  const { baseline, candidate } = props.colours;
  const draw = useCallback<Draw>(
    (to, canvas) => {
      const most = Math.max(1e-9, largestShare(columns));
      const more = resolved(canvas, candidate);
      const less = resolved(canvas, baseline);
      const x = (second: number) => Math.round(shareOf(second, span, 'linear') * canvas.width);
      const y = (row: number) =>
        Math.round((1 - shareOf(rowEdgeMs(row, rowsPerOctave), reach, 'log')) * canvas.height);
      for (const { second, seconds, firstRow, shares } of columns) {
        const left = x(second);
        const wide = Math.max(1, x(second + seconds) - left);
        for (const [at, share] of shares.entries()) {
          if (share === 0) continue;
          const [bottom, top] = [y(firstRow + at), y(firstRow + at + 1)];
          to.fillStyle = share > 0 ? more : less;
          to.globalAlpha = Math.sqrt(Math.abs(share) / most);
          to.fillRect(left, Math.min(top, bottom - 1), wide, Math.max(1, bottom - top));
        }
      }
    },
    [columns, rowsPerOctave, span, reach, baseline, candidate],
  );
  return <Canvas draw={draw} width={width} height={height} />;
}

/** A canvas does not know variables of the theme. */
function resolved(canvas: HTMLCanvasElement, colour: string): string {
  canvas.style.color = colour;
  return getComputedStyle(canvas).color;
}
