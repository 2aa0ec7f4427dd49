'use client';

import { createContext, useContext } from 'react';
import { formatDurationClock } from '@/lib/format/format.ts';
import { useCrosshair } from './crosshair.tsx';
import { PLOT_INSETS } from './plot-insets.ts';

/** Something that happened at a moment, marked on every chart. Seconds. */
export type ChartEvent = { id: string; at: number; text: string; colour: string; dash: boolean };

export const ChartEvents = createContext<readonly ChartEvent[]>([]);

/** The crosshair names events this near, as a share of the shown time. */
const NEAR = 0.012;
const MOST_NAMED = 3;

/** Lines of events over a plot, each with a head at the top; those under the crosshair say what they are. */
export function EventLayer({ span: [from, to] }: { span: readonly [number, number] }) {
  const events = useContext(ChartEvents).filter(({ at }) => at >= from && at <= to);
  const { at } = useCrosshair();
  if (events.length === 0) return null;
  const placeOf = (moment: number) => ((moment - from) / (to - from)) * 100;
  const near = at === null ? [] : events.filter((event) => Math.abs(event.at - at) <= (to - from) * NEAR);
  const isLate = at !== null && placeOf(at) > 55;
  return (
    <div aria-hidden="true" className="pointer-events-none absolute" style={PLOT_INSETS}>
      {events.map((event) => (
        <div
          key={event.id}
          data-event={event.text}
          className="absolute inset-y-0 w-0"
          style={{
            left: `${placeOf(event.at)}%`,
            borderLeft: `1px ${event.dash ? 'dashed' : 'solid'} ${event.colour}`,
          }}
        >
          <span
            className="absolute -top-1 -left-1 size-1.5 rounded-full"
            style={{ background: event.colour }}
          />
        </div>
      ))}
      {near.length === 0 || at === null ? null : (
        <div
          className="absolute top-1 z-10 max-w-64 rounded-md border border-border bg-surface px-2 py-1 text-xs shadow-float"
          style={isLate ? { right: `${100 - placeOf(at) + 1}%` } : { left: `${placeOf(at) + 1}%` }}
        >
          {near.slice(0, MOST_NAMED).map((event) => (
            <p key={event.id} className="truncate">
              <span className="text-muted tabular-nums">{formatDurationClock(event.at)}</span> {event.text}
            </p>
          ))}
          {near.length > MOST_NAMED ? (
            <p className="text-muted">and {near.length - MOST_NAMED} more</p>
          ) : null}
        </div>
      )}
    </div>
  );
}
