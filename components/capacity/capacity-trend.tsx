'use client';

import { useRouter } from 'next/navigation';
import { useId, useState } from 'react';
import { type PlotScales, plotScales } from '@/components/charts/plot-scales.ts';
import { valueTicks } from '@/components/charts/ticks.ts';
import { useWidth } from '@/components/charts/use-extent.ts';
import { ValueGrid } from '@/components/charts/value-grid.tsx';
import { Card } from '@/components/ui/card.tsx';
import type { CapacityItem } from '@/lib/api/capacity.ts';
import { type TrendPoint, trendLine } from '@/lib/capacity/trend-line.ts';
import { intervalInWords, loadNumber } from '@/lib/capacity/words.ts';

const HEIGHT = 190;
const INSETS = { left: 56, right: 24, top: 14, bottom: 30 };
/** A name of a release needs so much room. Pixels. */
const NAME = 64;

/**
 * The capacity from search to search, each an interval: an end that is open has an arrow. The table of searches beside it is the same in
 * words.
 */
export function CapacityTrend({ searches, title }: { searches: readonly CapacityItem[]; title: string }) {
  const points = trendLine(searches);
  const unit = points[0]?.search.unit;
  return points.length < 2 || !unit ? null : <Trend points={points} unit={unit} title={title} />;
}

function Trend({
  points,
  unit,
  title,
}: {
  points: readonly TrendPoint[];
  unit: CapacityItem['unit'];
  title: string;
}) {
  const titleId = useId();
  const router = useRouter();
  const { ref, width } = useWidth<HTMLDivElement>();
  const [pointed, setPointed] = useState<number | null>(null);
  const ticks = valueTicks(Math.max(...points.map(({ low, high }) => high ?? (low ?? 0) * 1.1)));
  // Every search stands in the middle of as much room as the others.
  const span = [-0.5, points.length - 0.5] as const;
  const plot = plotScales({ span, ticks, scale: 'linear', width: width - 2, height: HEIGHT, insets: INSETS });
  const room = (plot.right - plot.left) / points.length;
  const every = Math.max(1, Math.ceil(NAME / room));
  const shown = points[pointed ?? points.length - 1];
  const at = (event: { clientX: number; currentTarget: Element }) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    return Math.max(0, Math.min(points.length - 1, Math.floor((x - plot.left) / room)));
  };
  return (
    <Card aria-labelledby={titleId}>
      <h2 id={titleId} className="px-4 pt-3 font-semibold text-sm">
        {title} <span className="font-normal text-muted text-xs">{unit}, by search</span>
      </h2>
      {shown ? (
        <p className="min-h-5 px-4 pt-1 text-xs tabular-nums">
          <span className="font-medium">
            {shown.search.run.release || 'No release'}: {intervalInWords(shown, unit)}
          </span>{' '}
          <span className={shown.change === 'worse' ? 'font-medium text-fail' : 'text-muted'}>
            {shown.words}
          </span>
        </p>
      ) : null}
      <div ref={ref}>
        {width > 0 ? (
          <svg
            width={width - 2}
            height={HEIGHT}
            aria-hidden="true"
            className="cursor-pointer"
            onPointerMove={(event) => setPointed(at(event))}
            onPointerLeave={() => setPointed(null)}
            onClick={(event) => {
              const run = points[at(event)]?.search.run;
              if (run) router.push(`/capacity/${run.id}`);
            }}
          >
            <ValueGrid ticks={ticks} plot={plot} words={loadNumber} />
            <polyline
              points={points.map((point, index) => `${plot.x(index)},${plot.y(middleOf(point))}`).join(' ')}
              fill="none"
              stroke="var(--accent)"
              strokeWidth="1.25"
              strokeOpacity="0.5"
            />
            {points.map((point, index) => (
              <Interval
                key={point.search.run.id}
                point={point}
                x={plot.x(index)}
                plot={plot}
                isPointed={index === pointed}
              />
            ))}
            {points.map(({ search: { run } }, index) =>
              index % every === 0 ? (
                <text
                  key={run.id}
                  x={plot.x(index)}
                  y={HEIGHT - 10}
                  textAnchor="middle"
                  fontSize={11}
                  fill="var(--muted)"
                >
                  {run.release.slice(0, 10) || '·'}
                </text>
              ) : null,
            )}
          </svg>
        ) : null}
      </div>
    </Card>
  );
}

const middleOf = ({ low, high, best }: TrendPoint) => best ?? low ?? high ?? 0;

function Interval({
  point,
  x,
  plot,
  isPointed,
}: {
  point: TrendPoint;
  x: number;
  plot: PlotScales;
  isPointed: boolean;
}) {
  const { low, high, change } = point;
  const colour = change === 'worse' ? 'var(--fail)' : 'var(--accent)';
  const [from, to] = [low === null ? plot.bottom : plot.y(low), high === null ? plot.top : plot.y(high)];
  return (
    <g stroke={colour} fill={colour}>
      <line
        x1={x}
        x2={x}
        y1={from}
        y2={to}
        strokeWidth={isPointed ? 8 : 6}
        strokeOpacity={0.35}
        strokeLinecap={low === null || high === null ? 'butt' : 'round'}
      />
      {high === null ? (
        <path d={`M${x - 5} ${to + 7}L${x} ${to}L${x + 5} ${to + 7}`} fill="none" strokeWidth={2} />
      ) : null}
      {low === null ? (
        <path d={`M${x - 5} ${from - 7}L${x} ${from}L${x + 5} ${from - 7}`} fill="none" strokeWidth={2} />
      ) : null}
      <circle cx={x} cy={plot.y(middleOf(point))} r={isPointed ? 4.5 : 3.5} stroke="none" />
    </g>
  );
}
