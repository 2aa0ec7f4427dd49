'use client';

import { formatDurationClock, NONE } from '@/lib/format/format.ts';
import { useCrosshair } from './crosshair.tsx';
import type { Limit } from './plot.tsx';
import { type Curve, lastRow, peakOf, type Row, rowAt } from './rows.ts';

/** Names every curve with its pattern and its value: at the crosshair, or the latest, or the highest. */
export function Legend({
  isLive,
  rows,
  curves,
  limit,
  top,
}: {
  /** Whether the latest values are of interest while nobody points at a chart; else the highest are. */
  isLive: boolean;
  rows: readonly Row[];
  curves: readonly Curve[];
  limit: Limit | null;
  /** Of the plot: a limit above it cannot be drawn, and that is said. */
  top: number;
}) {
  const { at } = useCrosshair();
  const row = at === null ? lastRow(rows, curves) : rowAt(rows, at);
  const showsPeaks = at === null && !isLive;
  return (
    <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-xs">
      {curves.map(({ key, label, format, ...curve }) => {
        const value = (showsPeaks ? peakOf(rows, key)?.value : row?.values[key]) ?? null;
        return (
          <span key={key} className="inline-flex min-w-0 max-w-full items-baseline gap-1.5 whitespace-nowrap">
            <Swatch {...curve} />
            <span className="min-w-0 truncate text-muted" title={label}>
              {label}
            </span>
            <span className="tabular-nums font-medium text-text">
              {value === null ? NONE : format(value)}
            </span>
          </span>
        );
      })}
      {limit ? (
        <span className="inline-flex items-baseline gap-1.5 whitespace-nowrap">
          <Swatch colour="var(--fail)" draw="line" dash="6 4" width={1.25} />
          <span className="text-muted">
            {limit.value > top ? `${limit.label}, above this chart` : limit.label}
          </span>
        </span>
      ) : null}
      <span className="ml-auto whitespace-nowrap tabular-nums text-muted">
        {showsPeaks ? 'highest' : row && at !== null ? stretch(row) : null}
      </span>
    </div>
  );
}

/** The moment of a single second, both ends of a longer stretch. */
function stretch({ from, at }: Row): string {
  return at - from <= 1
    ? `at ${formatDurationClock(at)}`
    : `${formatDurationClock(from)} – ${formatDurationClock(at)}`;
}

function Swatch({ colour, draw, dash, width = 1.75 }: Pick<Curve, 'colour' | 'draw' | 'dash' | 'width'>) {
  return (
    <svg width="18" height="10" aria-hidden="true" className="shrink-0 self-center">
      {draw === 'line' ? null : <rect x="0" y="3" width="18" height="7" fill={colour} fillOpacity={0.18} />}
      <line
        x1="1"
        x2="17"
        y1={draw === 'line' ? 5 : 3}
        y2={draw === 'line' ? 5 : 3}
        stroke={colour}
        strokeWidth={width}
        strokeDasharray={dash}
        strokeLinecap="round"
      />
    </svg>
  );
}
