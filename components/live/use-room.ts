'use client';

import { useEffect, useState } from 'react';
import type { Watcher } from '@/lib/api/live.ts';
import { inOrder } from '@/lib/run/events-in-order.ts';
import type { RunEvent } from '@/lib/run/run-event.ts';
import { enterRoom } from './live-socket.ts';

export type Room = {
  events: readonly RunEvent[];
  watchers: readonly Watcher[];
  /** Which of the watchers this page is; null while there is no connection. */
  you: string | null;
};

const EMPTY: Room = { events: [], watchers: [], you: null };

/** The events of a run and who else watches it, kept fresh. `name` is what others see. */
export function useRoom(runId: string, name: string): Room {
  const [room, setRoom] = useState(EMPTY);
  useEffect(
    () =>
      enterRoom(runId, name, {
        onEntered: ({ events, watchers, you }) =>
          // What was told while the answer was on its way is in it, or newer than it.
          setRoom((before) => ({
            events: you === before.you ? union(before.events, events) : events,
            watchers,
            you,
          })),
        onEvent: (event) => setRoom((before) => ({ ...before, events: union(before.events, [event]) })),
        onEventRemoved: (eventId) =>
          setRoom((before) => ({ ...before, events: before.events.filter(({ id }) => id !== eventId) })),
        onWatchers: (watchers) => setRoom((before) => ({ ...before, watchers })),
      }),
    [runId, name],
  );
  return room;
}

function union(before: readonly RunEvent[], more: readonly RunEvent[]): RunEvent[] {
  return inOrder([...new Map([...before, ...more].map((event) => [event.id, event])).values()]);
}
