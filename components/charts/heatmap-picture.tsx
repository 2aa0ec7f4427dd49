'use client';

import { useEffect, useRef } from 'react';
import { darkness, fullest, type HeatmapColumn, rowEdgeMs } from './heatmap-cells.ts';
import { type Scale, shareOf } from './scale.ts';
import { useThemeName } from './use-theme-name.ts';

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
export function HeatmapPicture(props: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useThemeName();
  const { columns, rowsPerOctave, span, reach, scale, width, height } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme has the colour that the canvas inherits
  useEffect(() => {
    if (canvas.current) draw(canvas.current, { columns, rowsPerOctave, span, reach, scale, width, height });
  }, [columns, rowsPerOctave, span, reach, scale, width, height, theme]);
  return <canvas ref={canvas} className="absolute inset-0 text-p99" style={{ width, height }} />;
}

function draw(canvas: HTMLCanvasElement, props: Props): void {
  const { columns, rowsPerOctave, span, reach, scale, width, height } = props;
  const pixels = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * pixels);
  canvas.height = Math.round(height * pixels);
  const to = canvas.getContext('2d');
  if (!to) return;
  to.fillStyle = getComputedStyle(canvas).color;
  const most = fullest(columns);
  const x = (second: number) => Math.round(shareOf(second, span, 'linear') * canvas.width);
  const y = (row: number) =>
    Math.round((1 - shareOf(rowEdgeMs(row, rowsPerOctave), reach, scale)) * canvas.height);
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
}
