import { memo, type ReactNode } from 'react';
import { LimitLine, NowMark, TimeAxis } from './axes.tsx';
import { Curves } from './curves.tsx';
import { PLOT_INSETS } from './plot-insets.ts';
import { plotScales } from './plot-scales.ts';
import type { Curve, Row } from './rows.ts';
import type { Scale } from './scale.ts';
import { ValueGrid } from './value-grid.tsx';
import { WarmUpMark } from './warm-up-mark.tsx';

export type Limit = { value: number; label: string };

export type PlotProps = {
  /** Between the grid and all that is marked; over the whole plot. */
  picture?: ReactNode;
  rows: readonly Row[];
  curves: readonly Curve[];
  /** Seconds, the same for all charts of a page. */
  span: readonly [from: number, to: number];
  /** The first one is the bottom of the plot, 0 unless the scale is logarithmic; the last one is its top. */
  ticks: readonly number[];
  formatTick: (value: number) => string;
  scale?: Scale;
  /** Seconds; drawn while a run goes on. */
  now: number | null;
  /** Seconds at the start that the verdict leaves out. */
  warmUp?: number;
  limit: Limit | null;
  /** Pixels. */
  width: number;
  height: number;
};

/**
 * The picture itself. For those who cannot see it there are the summary and the table of its chart. Drawn by hand: a page of a run has
 * fourteen of them, and the axes of Recharts, which measure their words and are drawn twice, were most of what it took to open one.
 */
export const Plot = memo(function Plot(props: PlotProps) {
  const { picture, rows, curves, span, ticks, formatTick, now, warmUp = 0, limit, width, height } = props;
  const plot = plotScales({ span, ticks, scale: props.scale ?? 'linear', width, height });
  const grid = (
    <>
      <ValueGrid ticks={ticks} plot={plot} words={formatTick} />
      <TimeAxis span={span} plot={plot} />
    </>
  );
  const marks = (
    <>
      {warmUp > span[0] ? <WarmUpMark until={warmUp} from={span[0]} plot={plot} /> : null}
      <Curves rows={rows} curves={curves} plot={plot} />
      {limit && limit.value <= (ticks.at(-1) ?? 0) ? <LimitLine value={limit.value} plot={plot} /> : null}
      {now === null ? null : <NowMark at={now} plot={plot} />}
    </>
  );
  const size = { width, height };
  if (!picture)
    return (
      <svg {...size} className="block" role="presentation">
        {grid}
        {marks}
      </svg>
    );
  return (
    <>
      <svg {...size} className="block" role="presentation">
        {grid}
      </svg>
      <div className="absolute" style={PLOT_INSETS}>
        {picture}
      </div>
      <svg {...size} className="absolute inset-0" role="presentation">
        {marks}
      </svg>
    </>
  );
});
