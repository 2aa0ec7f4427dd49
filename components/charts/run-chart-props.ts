import type { PlotProps } from './plot.tsx';
import type { RunRows } from './run-rows.ts';

/** What every chart of a run gets. */
export type RunChartProps = { rows: RunRows; frame: Pick<PlotProps, 'span' | 'now' | 'warmUp' | 'width'> };
