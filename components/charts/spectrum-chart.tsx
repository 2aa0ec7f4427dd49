'use client';

import { type KeyboardEvent, memo, type PointerEvent, useMemo, useState } from 'react';
import { formatMs, formatRequests } from '@/lib/format/format.ts';
import type { ShownLatency } from '@/lib/run/shown-latency.ts';
import type { RunSpectrum } from '@/lib/run/window.ts';
import { ChartCard } from './chart-card.tsx';
import { LATENCY_WORDS } from './latency-words.ts';
import { PLOT_INSETS } from './plot-insets.ts';
import type { Scale } from './scale.ts';
import { percentName, placeOf, pointAt, reachOf, type SpectrumPoint, slowerThan } from './spectrum-axis.ts';
import { SpectrumPicture } from './spectrum-picture.tsx';
import { SpectrumTable } from './spectrum-table.tsx';
import { logTicks, msLogTick, msTick, valueTicks } from './ticks.ts';

const HEIGHT = 190;
/** What a legend tells while nobody points. */
const TOLD = [50, 99, 99.9, 100] as const;

type Props = {
  spectrum: RunSpectrum | undefined;
  /** Of the whole run and all its requests, beside a part of it. */
  whole: RunSpectrum | undefined;
  latency: ShownLatency;
  scale: Scale;
  /** Pixels, of the whole card. */
  width: number;
};

/** A latency by percentile, with as much room for the slowest thousandth as for the rest: an HDR plot. */
export const SpectrumChart = memo(function SpectrumChart({ spectrum, whole, latency, scale, width }: Props) {
  const [at, setAt] = useState<number | null>(null);
  const points = spectrum?.points ?? [];
  const reach = reachOf([spectrum, whole]);
  const ticks = useMemo(() => {
    const all = [...(spectrum?.points ?? []), ...(whole?.points ?? [])].map(({ ms }) => ms);
    const positive = all.filter((ms) => ms > 0);
    if (scale === 'linear') return valueTicks(Math.max(0, ...all));
    return logTicks(Math.min(...positive, 1000), Math.max(...positive, 1));
  }, [spectrum, whole, scale]);
  const shown = at === null ? undefined : points[at];
  const { title } = LATENCY_WORDS[latency];
  return (
    <ChartCard
      title={`${title} by percentile`}
      unit="how slow the slowest share is"
      legend={<Legend points={points} shown={shown} count={spectrum?.count ?? 0} hasWhole={Boolean(whole)} />}
      table={() => <SpectrumTable title={title} points={points} whole={whole?.points} />}
    >
      <figure
        aria-label={`${title} by percentile: ${told(points) || 'no values yet'}.`}
        className="relative pb-1"
        style={{ height: HEIGHT }}
      >
        {width > 0 ? (
          <>
            <div aria-hidden="true">
              <SpectrumPicture
                points={points}
                whole={whole?.points ?? []}
                reach={reach}
                ticks={ticks}
                formatTick={scale === 'log' ? msLogTick : msTick(ticks.at(-1) ?? 0)}
                scale={scale}
                shown={shown}
                width={width - 2}
                height={HEIGHT}
              />
            </div>
            <Pointer
              title={title}
              points={points}
              count={spectrum?.count ?? 0}
              reach={reach}
              at={at}
              moveTo={setAt}
            />
          </>
        ) : null}
      </figure>
    </ChartCard>
  );
});

const inWords = ({ percent, ms }: SpectrumPoint) => `${percentName(percent)} ${formatMs(ms)}`;

const told = (points: readonly SpectrumPoint[]): string =>
  points
    .filter(({ percent }) => TOLD.some((one) => one === percent))
    .map(inWords)
    .join(', ');

function Legend({
  points,
  shown,
  count,
  hasWhole,
}: {
  points: readonly SpectrumPoint[];
  shown: SpectrumPoint | undefined;
  count: number;
  hasWhole: boolean;
}) {
  return (
    <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-xs tabular-nums">
      {shown ? (
        <span>
          <span className="font-medium">{inWords(shown)}</span>{' '}
          <span className="text-muted">{slowerThan(shown.percent, count)}</span>
        </span>
      ) : (
        <span>{told(points)}</span>
      )}
      {hasWhole ? (
        <span className="inline-flex items-center gap-1.5 text-muted">
          <svg width="18" height="10" aria-hidden="true">
            <line x1="1" x2="17" y1="5" y2="5" stroke="var(--border-strong)" strokeDasharray="3 3" />
          </svg>
          whole run
        </span>
      ) : null}
      <span className="ml-auto whitespace-nowrap text-muted">{formatRequests(count)}</span>
    </div>
  );
}

/** Lies over the plot; to the keyboard it is a slider from percentile to percentile. */
function Pointer({
  title,
  points,
  count,
  reach,
  at,
  moveTo,
}: {
  title: string;
  points: readonly SpectrumPoint[];
  count: number;
  reach: number;
  at: number | null;
  moveTo: (at: number | null) => void;
}) {
  const last = points.length - 1;
  const here = at ?? last;
  const shown = points[here];
  const point = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    if (points.length > 0) moveTo(pointAt(points, (event.clientX - box.left) / box.width, reach));
  };
  const press = (event: KeyboardEvent) => {
    const steps = { ArrowLeft: -1, ArrowRight: 1, PageDown: -10, PageUp: 10, Home: -last, End: last };
    const step = Object.entries(steps).find(([key]) => key === event.key)?.[1];
    if (event.key === 'Escape') moveTo(null);
    if (step === undefined || last < 0) return;
    event.preventDefault();
    moveTo(Math.min(last, Math.max(0, here + step)));
  };
  return (
    <div
      role="slider"
      tabIndex={last < 0 ? -1 : 0}
      aria-label={`${title}, percentile`}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={shown?.percent ?? 0}
      aria-valuetext={shown ? `${inWords(shown)}, ${slowerThan(shown.percent, count)}` : 'no values yet'}
      className="absolute cursor-crosshair touch-pan-y rounded-sm focus-visible:outline-2 focus-visible:outline-accent"
      style={PLOT_INSETS}
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={() => moveTo(null)}
      onKeyDown={press}
      onBlur={() => moveTo(null)}
    >
      {at !== null && shown ? (
        <div
          className="pointer-events-none absolute inset-y-0 w-px bg-text/60"
          style={{ left: `${placeOf(shown.percent, reach) * 100}%` }}
        />
      ) : null}
    </div>
  );
}
