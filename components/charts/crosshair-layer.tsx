'use client';

import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { formatDurationClock } from '@/lib/format/format.ts';
import { type Brush, type BrushedStretch, useBrush } from './brush.tsx';
import { useCrosshair } from './crosshair.tsx';
import { PLOT_INSETS } from './plot-insets.ts';
import { type Curve, lastRow, type Row, rowAt } from './rows.ts';
import { useDrag } from './use-drag.ts';

type Props = {
  title: string;
  rows: readonly Row[];
  curves: readonly Curve[];
  span: readonly [number, number];
};

/**
 * Lies over the plot, moves the page's crosshair and draws it. To the keyboard it is a slider: arrows go from value to
 * value, Page Up and Down ten at a time, Home and End to both ends, with Shift they select a stretch; Enter shows what was
 * kept of the value; Escape puts the stretch away, then the crosshair. To a pointer that drags it is the page's brush; a
 * click is Enter.
 */
export function CrosshairLayer({ title, rows, curves, span }: Props) {
  const { at, moveTo } = useCrosshair();
  const row = at === null ? undefined : rowAt(rows, at);
  const length = span[1] - span[0];
  const isVisible = at !== null && at >= span[0] && at <= span[1];

  const brush = useBrush();
  const rowUnder = (event: PointerEvent<HTMLDivElement>): Row | undefined => {
    const box = event.currentTarget.getBoundingClientRect();
    return rowAt(rows, span[0] + ((event.clientX - box.left) / box.width) * length);
  };
  const drag = useDrag(
    (event) => {
      const under = rowUnder(event);
      return under && stretchOf(under);
    },
    brush?.select,
    brush?.pick,
  );
  const extend = useExtension(brush);
  const selected = drag.dragged ?? brush?.stretch ?? null;
  const point = (event: PointerEvent<HTMLDivElement>) => {
    moveTo(rowUnder(event)?.at ?? null);
    drag.move(event);
  };
  const shown = row ?? lastRow(rows, curves);
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && brush?.stretch) return brush.select(null);
    if (event.key === 'Enter' && shown) return brush?.pick?.(stretchOf(shown));
    const next = pressed(event.key, rows, shown);
    if (next === undefined) return;
    event.preventDefault();
    moveTo(next);
    const to = next === null ? undefined : rowAt(rows, next);
    if (to) extend(event.shiftKey ? { from: shown, to } : null);
  };

  return (
    <div
      role="slider"
      tabIndex={rows.length === 0 ? -1 : 0}
      aria-label={`${title}, point in time`}
      aria-valuemin={span[0]}
      aria-valuemax={span[1]}
      aria-valuenow={shown?.at ?? span[0]}
      aria-valuetext={shown ? spoken(shown, curves) : 'no values yet'}
      // A drag that selects text makes the browser take the next one for a drag of that text.
      className="absolute cursor-crosshair touch-pan-y select-none rounded-sm focus-visible:outline-2 focus-visible:outline-accent"
      style={PLOT_INSETS}
      onPointerMove={point}
      onPointerDown={(event) => {
        point(event);
        drag.begin(event);
      }}
      onPointerUp={drag.end}
      onPointerCancel={drag.cancel}
      onPointerLeave={() => moveTo(null)}
      onKeyDown={press}
      onBlur={() => moveTo(null)}
    >
      {selected ? (
        <div
          data-brushed={`${selected.from}-${selected.to}`}
          className="pointer-events-none absolute inset-y-0 border-accent border-x bg-accent/15"
          style={{
            left: `${share(selected.from, span)}%`,
            width: `${share(selected.to, span) - share(selected.from, span)}%`,
          }}
        />
      ) : null}
      {isVisible ? (
        <div
          data-crosshair={at}
          className="pointer-events-none absolute inset-y-0 w-px bg-text/60"
          style={{ left: `${((at - span[0]) / length) * 100}%` }}
        />
      ) : null}
    </div>
  );
}

/** Where a moment is on the axis, percent. */
function share(at: number, [from, to]: readonly [number, number]): number {
  return Math.min(100, Math.max(0, ((at - from) / (to - from)) * 100));
}

/** Whole seconds, so that the stretch can be asked of the record. */
const stretchOf = ({ from, at }: Row): BrushedStretch => ({ from: Math.floor(from), to: Math.ceil(at) });

/** Lets a stretch grow by the keyboard, from where Shift was first held. */
function useExtension(brush: Brush | null) {
  const anchor = useRef<Row | undefined>(undefined);
  return (step: { from: Row | undefined; to: Row } | null) => {
    if (!step) {
      anchor.current = undefined;
      return;
    }
    anchor.current ??= step.from ?? step.to;
    const [one, other] = [stretchOf(anchor.current), stretchOf(step.to)];
    brush?.select({ from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) });
  };
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
