'use client';

import type { RefCallback } from 'react';
import { useWidth } from './use-extent.ts';

/** Two charts side by side need this much room. Pixels. */
const TWO_COLUMNS = 760;
const GAP = 16;

export type ChartGrid = {
  ref: RefCallback<HTMLDivElement>;
  className: string;
  /** Of one chart, pixels. */
  chartWidth: number;
  /** As many points of a curve as a chart can tell apart. */
  points: number;
  /** The same for data that has to be asked for: none before the first paint. */
  asked: number;
};

/** Charts in as many columns as there is room for: `ref` and `className` belong to the element around them. */
export function useChartGrid(): ChartGrid {
  const { ref, width } = useWidth<HTMLDivElement>();
  const columns = width >= TWO_COLUMNS ? 2 : 1;
  const chartWidth = Math.floor((width - GAP * (columns - 1)) / columns);
  const points = Math.max(60, chartWidth - 70);
  return {
    ref,
    className: `grid gap-4 ${columns === 2 ? 'grid-cols-2' : 'grid-cols-1'}`,
    chartWidth,
    points,
    asked: width > 0 ? points : 0,
  };
}
