'use client';

import type { ReactNode } from 'react';
import { formatDurationClock } from '@/lib/format/format.ts';
import { ChartCard } from './chart-card.tsx';
import { ChartTable } from './chart-table.tsx';
import { CrosshairLayer } from './crosshair-layer.tsx';
import { EventLayer } from './event-layer.tsx';
import { Legend } from './legend.tsx';
import { type Limit, Plot } from './plot.tsx';
import { type Curve, peakOf, type Row } from './rows.ts';
import type { Scale } from './scale.ts';

export type TimeChartProps = {
  title: string;
  /** What the vertical axis counts: `ms`, `requests per second`. */
  unit: string;
  /** How the values came about, when that is not plain; said under the legend. */
  note?: ReactNode;
  rows: readonly Row[];
  /** What is told of every row; drawn, unless there is a picture of its own. */
  curves: readonly Curve[];
  /** Drawn instead of the curves, over the whole plot. */
  picture?: ReactNode;
  /** Instead of the names and values of the curves. */
  legend?: ReactNode;
  /** Seconds, the same for all charts of a page. */
  span: readonly [from: number, to: number];
  ticks: readonly number[];
  formatTick: (value: number) => string;
  scale?: Scale;
  now: number | null;
  /** Seconds at the start that the verdict leaves out. */
  warmUp?: number;
  limit?: Limit | null;
  /** Pixels, of the whole card. */
  width: number;
  height?: number;
};

/** One chart of a page: title, legend with values, the picture with the shared crosshair, and the same as a table. */
export function TimeChart({
  title,
  unit,
  note,
  rows,
  curves,
  picture,
  legend,
  span,
  limit = null,
  width,
  height = 190,
  ...plot
}: TimeChartProps) {
  const pixels = width - 2;
  return (
    <ChartCard
      title={title}
      unit={unit}
      note={note}
      legend={
        legend ?? (
          <Legend
            isLive={plot.now !== null}
            rows={rows}
            curves={curves}
            limit={limit}
            top={plot.ticks.at(-1) ?? 0}
          />
        )
      }
      table={() => <ChartTable title={title} rows={rows} curves={curves} />}
    >
      <figure aria-label={summary(title, rows, curves)} className="relative pb-1" style={{ height }}>
        {pixels > 0 ? (
          <>
            <div aria-hidden="true" className="relative">
              <Plot
                {...plot}
                picture={picture}
                rows={rows}
                curves={picture ? NO_CURVES : curves}
                span={span}
                limit={limit}
                width={pixels}
                height={height}
              />
            </div>
            <EventLayer span={span} />
            <CrosshairLayer title={title} rows={rows} curves={curves} span={span} />
          </>
        ) : null}
      </figure>
    </ChartCard>
  );
}

const NO_CURVES: readonly Curve[] = [];

/** The picture in a sentence: `Response time: p95 up to 412 ms at 1:20; …`. */
function summary(title: string, rows: readonly Row[], curves: readonly Curve[]): string {
  const parts = curves.flatMap(({ key, label, format }) => {
    const peak = peakOf(rows, key);
    return peak ? [`${label} up to ${format(peak.value)} at ${formatDurationClock(peak.at)}`] : [];
  });
  return `${title}: ${parts.length === 0 ? 'no values yet' : parts.join('; ')}.`;
}
