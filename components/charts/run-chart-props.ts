import type { PlotProps } from './plot.tsx';
import type { RunRows } from './run-rows.ts';

/** What every chart of a run gets. */
export type RunChartProps = {
  rows: RunRows;
  /** `height` of the plot with its axes, where it is not the usual one. */
  frame: Pick<PlotProps, 'span' | 'now' | 'warmUp' | 'width'> & Partial<Pick<PlotProps, 'height'>>;
};
