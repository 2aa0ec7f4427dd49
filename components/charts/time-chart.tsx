'use client';

import { Table2 } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Card } from '@/components/ui/card.tsx';
import { formatDurationClock } from '@/lib/format/format.ts';
import { ChartTable } from './chart-table.tsx';
import { CrosshairLayer } from './crosshair-layer.tsx';
import { EventLayer } from './event-layer.tsx';
import { Legend } from './legend.tsx';
import { type Limit, Plot } from './plot.tsx';
import { type Curve, peakOf, type Row } from './rows.ts';

export type TimeChartProps = {
  title: string;
  /** What the vertical axis counts: `ms`, `requests per second`. */
  unit: string;
  /** How the values came about, when that is not plain; said under the legend. */
  note?: ReactNode;
  rows: readonly Row[];
  curves: readonly Curve[];
  /** Seconds, the same for all charts of a page. */
  span: readonly [from: number, to: number];
  ticks: readonly number[];
  formatTick: (value: number) => string;
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
  span,
  limit = null,
  width,
  height = 190,
  ...plot
}: TimeChartProps) {
  const [asTable, setAsTable] = useState(false);
  const titleId = useId();
  const pixels = width - 2;
  return (
    <Card aria-labelledby={titleId}>
      <div className="flex items-baseline justify-between gap-3 px-4 pt-3">
        <h2 id={titleId} className="font-semibold text-sm">
          {title} <span className="font-normal text-muted text-xs">{unit}</span>
        </h2>
        <Button
          variant="ghost"
          size="sm"
          className="-my-1 h-6 text-xs"
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          <Table2 aria-hidden />
          Table<span className="sr-only"> of {title}</span>
        </Button>
      </div>
      <div className="px-4 pt-1">
        <Legend
          isLive={plot.now !== null}
          rows={rows}
          curves={curves}
          limit={limit}
          top={plot.ticks.at(-1) ?? 0}
        />
        {note ? <p className="text-muted text-xs">{note}</p> : null}
      </div>
      {asTable ? (
        <div className="px-4 pt-2 pb-4">
          <ChartTable title={title} rows={rows} curves={curves} />
        </div>
      ) : (
        <figure aria-label={summary(title, rows, curves)} className="relative pb-1" style={{ height }}>
          {pixels > 0 ? (
            <>
              <div aria-hidden="true">
                <Plot
                  {...plot}
                  rows={rows}
                  curves={curves}
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
      )}
    </Card>
  );
}

/** The picture in a sentence: `Response time: p95 up to 412 ms at 1:20; …`. */
function summary(title: string, rows: readonly Row[], curves: readonly Curve[]): string {
  const parts = curves.flatMap(({ key, label, format }) => {
    const peak = peakOf(rows, key);
    return peak ? [`${label} up to ${format(peak.value)} at ${formatDurationClock(peak.at)}`] : [];
  });
  return `${title}: ${parts.length === 0 ? 'no values yet' : parts.join('; ')}.`;
}
