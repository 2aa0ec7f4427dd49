import type { ChartEvent } from '@/components/charts/event-layer.tsx';
import type { RunEvent } from '@/lib/run/run-event.ts';
import { EVENT_LOOKS } from './event-looks.ts';

/** Events of a run as its charts mark them. */
export function chartEvents(events: readonly RunEvent[]): ChartEvent[] {
  return events.map(({ id, atMs, kind, text, by }) => ({
    id,
    at: atMs / 1000,
    text: by === null ? text : `${text} (${by})`,
    colour: EVENT_LOOKS[kind].colour,
    dash: kind === 'stage' || kind === 'threshold',
  }));
}
