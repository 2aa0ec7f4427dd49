'use client';

import type { KeyboardEvent, PointerEvent } from 'react';
import { formatDurationClock } from '@/lib/format/format.ts';
import { PLOT_INSETS } from './axes.tsx';
import { useCrosshair } from './crosshair.tsx';
import { type Curve, lastRow, type Row, rowAt } from './rows.ts';

type Props = {
  title: string;
  rows: readonly Row[];
  curves: readonly Curve[];
  span: readonly [number, number];
};

/**
 * Lies over the plot, moves the page's crosshair and draws it. To the keyboard it is a slider: arrows go from value to
 * value, Page Up and Down ten at a time, Home and End to both ends, Escape puts it away.
 */
export function CrosshairLayer({ title, rows, curves, span }: Props) {
  const { at, moveTo } = useCrosshair();
  const row = at === null ? undefined : rowAt(rows, at);
  const length = span[1] - span[0];
  const isVisible = at !== null && at >= span[0] && at <= span[1];

  const point = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const pointed = span[0] + ((event.clientX - box.left) / box.width) * length;
    moveTo(rowAt(rows, pointed)?.at ?? null);
  };
  const press = (event: KeyboardEvent) => {
    const next = pressed(event.key, rows, row ?? lastRow(rows, curves));
    if (next === undefined) return;
    event.preventDefault();
    moveTo(next);
  };

  const shown = row ?? lastRow(rows, curves);
  return (
    <div
      role="slider"
      tabIndex={rows.length === 0 ? -1 : 0}
      aria-label={`${title}, point in time`}
      aria-valuemin={span[0]}
      aria-valuemax={span[1]}
      aria-valuenow={shown?.at ?? span[0]}
      aria-valuetext={shown ? spoken(shown, curves) : 'no values yet'}
      className="absolute cursor-crosshair touch-pan-y rounded-sm focus-visible:outline-2 focus-visible:outline-accent"
      style={{
        left: PLOT_INSETS.left,
        right: PLOT_INSETS.right,
        top: PLOT_INSETS.top,
        bottom: PLOT_INSETS.bottom,
      }}
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={() => moveTo(null)}
      onKeyDown={press}
      onBlur={() => moveTo(null)}
    >
      {isVisible ? (
        <div
          className="pointer-events-none absolute inset-y-0 w-px bg-text/60"
          style={{ left: `${((at - span[0]) / length) * 100}%` }}
        />
      ) : null}
    </div>
  );
}

function pressed(key: string, rows: readonly Row[], from: Row | undefined): number | null | undefined {
  if (key === 'Escape') return null;
  const here = from ? rows.indexOf(from) : -1;
  const target = {
    ArrowLeft: here - 1,
    ArrowRight: here + 1,
    PageDown: here - 10,
    PageUp: here + 10,
    Home: 0,
    End: rows.length - 1,
  }[key];
  if (target === undefined) return undefined;
  return rows[Math.min(Math.max(target, 0), rows.length - 1)]?.at;
}

function spoken({ at, values }: Row, curves: readonly Curve[]): string {
  const parts = curves.flatMap(({ key, label, format }) => {
    const value = values[key] ?? null;
    return value === null ? [] : [`${label} ${format(value)}`];
  });
  return `${formatDurationClock(at)}: ${parts.join(', ') || 'no values'}`;
}
