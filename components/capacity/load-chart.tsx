'use client';

import type { ReactNode } from 'react';
import { useId } from 'react';
import { plotScales } from '@/components/charts/plot-scales.ts';
import { logTicks, valueTicks } from '@/components/charts/ticks.ts';
import { useWidth } from '@/components/charts/use-extent.ts';
import { ValueGrid } from '@/components/charts/value-grid.tsx';
import { Card } from '@/components/ui/card.tsx';
import { loadNumber } from '@/lib/capacity/words.ts';

type Point = { x: number; y: number };

export type LoadCurve = {
  label: string;
  colour: string;
  points: readonly Point[];
  /** Points are drawn where something was measured; a law is only a line. */
  form: 'measured' | 'law';
};

const HEIGHT = 240;
const INSETS = { left: 56, right: 16, top: 12, bottom: 26 };

/** Something by load, on a log scale of loads: curves, a band around one of them, the interval of the answer, marks. */
export function LoadChart({
  title,
  unit,
  curves,
  band = [],
  interval,
  mark,
  tickY,
  children,
}: {
  title: string;
  unit: string;
  curves: readonly LoadCurve[];
  band?: readonly { x: number; low: number; high: number }[];
  interval: { low: number; high: number } | null;
  mark?: { x: number; label: string } | null;
  tickY: (value: number, top: number) => string;
  /** Below the picture. */
  children?: ReactNode;
}) {
  const titleId = useId();
  const { ref, width } = useWidth<HTMLDivElement>();
  const xs = curves.flatMap(({ points }) => points.map(({ x }) => x)).filter((x) => x > 0);
  const measured = curves.flatMap(({ form, points }) =>
    form === 'measured' ? points.map(({ y }) => y) : [],
  );
  const [left, right] = [Math.min(...xs) / 1.15, Math.max(...xs) * 1.15];
  const yTicks = valueTicks(Math.max(0, ...measured) * 1.05);
  const top = yTicks.at(-1) ?? 1;
  const plot = plotScales({
    span: [Math.log(left), Math.log(right)],
    ticks: yTicks,
    scale: 'linear',
    width,
    height: HEIGHT,
    insets: INSETS,
  });
  const px = (x: number) => plot.x(Math.log(x));
  // A law goes on beyond what was measured.
  const py = (y: number) => plot.y(Math.min(y, top * 1.02));
  const line = (points: readonly Point[]) =>
    points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${px(x).toFixed(1)} ${py(y).toFixed(1)}`).join('');
  const outline = [
    ...band.map(({ x, high }) => ({ x, y: high })),
    ...band.map(({ x, low }) => ({ x, y: low })).reverse(),
  ];
  const ticks = xs.length > 0 ? logTicks(left, right).filter((tick) => tick >= left && tick <= right) : [];
  return (
    <Card aria-labelledby={titleId}>
      <h2 id={titleId} className="px-4 pt-3 font-semibold text-sm">
        {title} <span className="font-normal text-muted text-xs">{unit}</span>
      </h2>
      <div className="flex min-h-5 flex-wrap gap-x-4 px-4 pt-1 text-xs">
        {curves.map(({ label, colour, form }) => (
          <span key={label} className="inline-flex items-center gap-1.5 whitespace-nowrap text-muted">
            <svg width="18" height="8" aria-hidden="true">
              <line
                x1="1"
                x2="17"
                y1="4"
                y2="4"
                stroke={colour}
                strokeWidth="2"
                strokeDasharray={form === 'law' ? '4 3' : undefined}
              />
            </svg>
            {label}
          </span>
        ))}
        {interval ? (
          <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-muted">
            <svg width="18" height="8" aria-hidden="true">
              <rect width="18" height="8" fill="var(--accent)" opacity="0.18" />
            </svg>
            Capacity
          </span>
        ) : null}
      </div>
      <div ref={ref}>
        {width > 0 && xs.length > 0 ? (
          <svg width={width} height={HEIGHT} aria-hidden="true">
            {interval ? (
              <rect
                x={px(interval.low) - 1}
                width={Math.max(2, px(interval.high) - px(interval.low) + 2)}
                y={plot.top}
                height={plot.bottom - plot.top}
                fill="var(--accent)"
                opacity={0.18}
              />
            ) : null}
            <ValueGrid ticks={yTicks} plot={plot} words={(tick) => tickY(tick, top)} />
            {ticks.map((tick) => (
              <text
                key={tick}
                x={px(tick)}
                y={HEIGHT - 8}
                textAnchor="middle"
                fontSize={11}
                fill="var(--muted)"
              >
                {loadNumber(tick)}
              </text>
            ))}
            {band.length > 1 ? <path d={`${line(outline)}Z`} fill="var(--muted)" opacity={0.15} /> : null}
            {mark ? (
              <g>
                <line
                  x1={px(mark.x)}
                  x2={px(mark.x)}
                  y1={plot.top}
                  y2={plot.bottom}
                  stroke="var(--muted)"
                  strokeDasharray="2 3"
                />
                <text
                  x={px(mark.x) + (px(mark.x) > width / 2 ? -5 : 5)}
                  y={plot.bottom - 6}
                  textAnchor={px(mark.x) > width / 2 ? 'end' : 'start'}
                  fontSize={11}
                  fill="var(--muted)"
                >
                  {mark.label}
                </text>
              </g>
            ) : null}
            {curves.map(({ label, colour, points, form }) => (
              <g key={label}>
                <path
                  d={line(points)}
                  fill="none"
                  stroke={colour}
                  strokeWidth={form === 'law' ? 1.5 : 2}
                  strokeDasharray={form === 'law' ? '4 3' : undefined}
                />
                {form === 'measured'
                  ? points.map(({ x, y }) => <circle key={x} cx={px(x)} cy={py(y)} r={3} fill={colour} />)
                  : null}
              </g>
            ))}
          </svg>
        ) : (
          <p className="px-4 py-10 text-center text-muted text-sm">Nothing is measured yet.</p>
        )}
      </div>
      {children ? <div className="px-4 pb-3 text-muted text-xs">{children}</div> : null}
    </Card>
  );
}
