'use client';

import { type ReactNode, useId, useState } from 'react';
import { plotScales } from '@/components/charts/plot-scales.ts';
import type { Scale } from '@/components/charts/scale.ts';
import { logTicks, msLogTick, msTick, valueTicks } from '@/components/charts/ticks.ts';
import { ValueGrid } from '@/components/charts/value-grid.tsx';
import { Card } from '@/components/ui/card.tsx';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table.tsx';
import { formatMs } from '@/lib/format/format.ts';
import type { RunLook } from './run-looks.ts';

export type Point = { x: number; y: number };

const HEIGHT = 220;
/** Values that are so many times apart are drawn on a logarithmic scale. */
const LOG_FROM = 30;
/** So few points of a run are drawn as such: a run at one load is a single one. */
const FEW = 25;
const INSETS = { left: 52, right: 16, top: 10, bottom: 24 };

/** Response times of all runs by something that is not time, over each other; pointing at them tells the nearest points. */
export function XyChart({
  title,
  unit,
  looks,
  curves,
  xTicks,
  formatX,
  tickX = formatX,
  xOf = (x) => x,
  width,
  below,
}: {
  title: string;
  unit: string;
  looks: readonly RunLook[];
  /** Of each run, in the order of the looks. */
  curves: readonly (readonly Point[])[];
  xTicks: readonly number[];
  formatX: (x: number) => string;
  tickX?: (x: number) => string;
  /** Where a value of the horizontal axis stands, on any scale. */
  xOf?: (x: number) => number;
  /** Pixels, of the whole card. */
  width: number;
  /** What it says, in words. */
  below?: ReactNode;
}) {
  const titleId = useId();
  const [pointed, setPointed] = useState<number | null>(null);
  const all = curves.flat();
  const values = all.map(({ y }) => y).filter((y) => y > 0);
  const [least, most] = [Math.min(...values), Math.max(0, ...values)];
  // On a scale from zero runs that differ by so much would be one line at the bottom.
  const scale: Scale = most > LOG_FROM * least ? 'log' : 'linear';
  const yTicks = scale === 'log' ? logTicks(least, most) : valueTicks(most);
  const [first, last] = [
    xOf(xTicks[0] ?? 0),
    Math.max(...[xTicks.at(-1) ?? 1, ...all.map(({ x }) => x)].map(xOf)),
  ];
  const tickY = scale === 'log' ? msLogTick : msTick(yTicks.at(-1) ?? 1);
  const span = [first, Math.max(first + 1e-9, last)] as const;
  const plot = plotScales({ span, ticks: yTicks, scale, width: width - 2, height: HEIGHT, insets: INSETS });
  const px = (x: number) => plot.x(xOf(x));
  const py = plot.y;
  const path = (points: readonly Point[]) =>
    points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${px(x).toFixed(1)} ${py(y).toFixed(1)}`).join('');
  const nearest = (points: readonly Point[] = []) =>
    pointed === null
      ? undefined
      : points.toSorted((a, b) => Math.abs(px(a.x) - pointed) - Math.abs(px(b.x) - pointed))[0];
  return (
    <Card aria-labelledby={titleId}>
      <h2 id={titleId} className="px-4 pt-3 font-semibold text-sm">
        {title} <span className="font-normal text-muted text-xs">{unit}</span>
      </h2>
      <div className="flex min-h-5 flex-wrap gap-x-4 gap-y-1 px-4 pt-1 text-xs">
        {looks.map(({ id, label, colour, dash, width: stroke }, index) => {
          const at = nearest(curves[index]);
          return (
            <span key={id} className="inline-flex items-baseline gap-1.5 whitespace-nowrap">
              <svg width="18" height="10" aria-hidden="true" className="self-center">
                <line
                  x1="1"
                  x2="17"
                  y1="5"
                  y2="5"
                  stroke={colour}
                  strokeWidth={stroke}
                  strokeDasharray={dash}
                />
              </svg>
              <span className="text-muted">{label}</span>
              {at ? (
                <span className="font-medium tabular-nums">
                  {formatMs(at.y)} at {formatX(at.x)}
                </span>
              ) : null}
            </span>
          );
        })}
      </div>
      <svg
        width={Math.max(0, width - 2)}
        height={HEIGHT}
        aria-hidden="true"
        onPointerMove={(event) =>
          setPointed(event.clientX - event.currentTarget.getBoundingClientRect().left)
        }
        onPointerLeave={() => setPointed(null)}
      >
        <ValueGrid ticks={yTicks} plot={plot} words={tickY} />
        {xTicks.map((tick) => (
          <text key={tick} x={px(tick)} y={HEIGHT - 6} textAnchor="middle" fontSize={11} fill="var(--muted)">
            {tickX(tick)}
          </text>
        ))}
        {looks.map(({ id, colour, dash, width: stroke }, index) => {
          const at = nearest(curves[index]);
          return (
            <g key={id}>
              <path
                d={path(curves[index] ?? [])}
                fill="none"
                stroke={colour}
                strokeWidth={stroke}
                strokeDasharray={dash}
              />
              {(curves[index] ?? []).length <= FEW
                ? (curves[index] ?? []).map(({ x, y }) => (
                    <circle key={x} cx={px(x)} cy={py(y)} r={2.5} fill={colour} />
                  ))
                : null}
              {at ? <circle cx={px(at.x)} cy={py(at.y)} r={3.5} fill={colour} /> : null}
            </g>
          );
        })}
      </svg>
      {below ? <div className="px-4 pb-2 text-xs first-letter:uppercase">{below}</div> : null}
      <details className="px-4 pb-3 text-xs">
        <summary className="cursor-pointer text-muted">As a table</summary>
        <div className="max-h-52 overflow-auto">
          <Table label={`${title}, as a table`}>
            <TableHead>
              <tr>
                <TableHeader>Run</TableHeader>
                <TableHeader numeric>At</TableHeader>
                <TableHeader numeric>Response time</TableHeader>
              </tr>
            </TableHead>
            <TableBody>
              {looks.flatMap(({ id, label }, index) =>
                (curves[index] ?? []).map(({ x, y }) => (
                  <TableRow key={`${id} ${x}`}>
                    <TableCell>{label}</TableCell>
                    <TableCell numeric>{formatX(x)}</TableCell>
                    <TableCell numeric>{formatMs(y)}</TableCell>
                  </TableRow>
                )),
              )}
            </TableBody>
          </Table>
        </div>
      </details>
    </Card>
  );
}
