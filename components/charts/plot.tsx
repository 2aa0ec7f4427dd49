'use client';

import { memo, useMemo } from 'react';
import { CartesianGrid, LineChart } from 'recharts';
import { LimitLine, NowMark, TimeAxis, ValueAxis } from './axes.tsx';
import { Curves } from './curves.tsx';
import { PLOT_INSETS } from './plot-insets.ts';
import type { Curve, Row } from './rows.ts';
import type { Scale } from './scale.ts';
import { WarmUpMark } from './warm-up-mark.tsx';

export type Limit = { value: number; label: string };

export type PlotProps = {
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

const MARGIN = { left: 0, right: PLOT_INSETS.right, top: PLOT_INSETS.top, bottom: 0 } as const;

/** Else Recharts measures the words of an axis for lines that nobody draws. */
const noLines = (): number[] => [];

/** The picture itself. For those who cannot see it there are the summary and the table of its chart. */
export const Plot = memo(function Plot(props: PlotProps) {
  const { rows, curves, span, ticks, formatTick, now, warmUp = 0, limit, width, height } = props;
  const { scale = 'linear' } = props;
  const [from, to] = span;
  // `Curves` draws the rows. Recharts is given the ends of the axis alone, since it makes no scale without data.
  const ends = useMemo(() => [{ at: from }, { at: to }], [from, to]);
  return (
    <LineChart width={width} height={height} data={ends} margin={MARGIN} accessibilityLayer={false}>
      <CartesianGrid vertical={false} verticalCoordinatesGenerator={noLines} stroke="var(--border)" />
      <TimeAxis from={from} to={to} width={width} />
      <ValueAxis ticks={ticks} scale={scale} formatTick={formatTick} />
      {warmUp > 0 ? <WarmUpMark until={warmUp} from={from} /> : null}
      <Curves rows={rows} curves={curves} lowest={ticks[0] ?? 0} />
      {limit && limit.value <= (ticks.at(-1) ?? 0) ? <LimitLine value={limit.value} /> : null}
      {now === null ? null : <NowMark at={now} isLate={now > (from + to) / 2} />}
    </LineChart>
  );
});
