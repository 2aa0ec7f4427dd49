import type { Server } from 'socket.io';
import { z } from 'zod';
import type { ClientToServer, ServerToClient } from '../../api/live.ts';
import type { RunEvent } from '../../run/run-event.ts';
import type { RunView } from '../../run/view.ts';
import type { RunViews } from '../runs/run-views.ts';

import type { Rooms } from './rooms.ts';

export type LiveServer = Server<ClientToServer, ServerToClient>;

/** What the supervisor tells viewers. */
export type Audience = {
  /** Whether somebody watches this run, so that an update is worth making. */
  isWatched(runId: string): boolean;
  /** Sends one update to all who watch. */
  update(view: RunView): void;
  /** Lists of runs are stale. */
  changed(): void;
  /** For all who have the page of the run open. */
  event(runId: string, event: RunEvent): void;
  eventRemoved(runId: string, eventId: string): void;
};

const Watch = z.object({ runId: z.string().min(1).max(100), afterSecond: z.int().min(-1) });
const Unwatch = Watch.pick({ runId: true });

const roomOf = (runId: string) => `run:${runId}`;

/** Serves the live path of `lib/api/live.ts` to every viewer that connects. */
export function serveViewers(io: LiveServer, views: RunViews): void {
  io.on('connection', (socket) => {
    socket.on('run:watch', async (request, reply) => {
      if (typeof reply !== 'function') return;
      const watch = Watch.safeParse(request);
      if (!watch.success)
        return reply({ ok: false, message: 'run:watch needs runId and afterSecond (-1 for all seconds).' });
      const { runId, afterSecond } = watch.data;
      try {
        await views.withView(runId, afterSecond, (view) => {
          if (!view)
            return reply({ ok: false, message: `There is no run "${runId}". It may have been deleted.` });
          // In one tick with the view: the first update follows its last point.
          socket.join(roomOf(runId));
          reply({ ok: true, view });
        });
      } catch {
        reply({
          ok: false,
          message: 'The figures of this run cannot be read. The log of Rehearsal says why.',
        });
      }
    });
    socket.on('run:unwatch', (request) => {
      const unwatch = Unwatch.safeParse(request);
      if (unwatch.success) socket.leave(roomOf(unwatch.data.runId));
    });
  });
}

export function audienceOf(io: LiveServer, rooms: Pick<Rooms, 'event' | 'eventRemoved'>): Audience {
  return {
    isWatched: (runId) => (io.sockets.adapter.rooms.get(roomOf(runId))?.size ?? 0) > 0,
    update: (view) => void io.to(roomOf(view.id)).emit('run:update', view),
    changed: () => void io.emit('runs:changed'),
    event: (runId, event) => rooms.event(runId, event),
    eventRemoved: (runId, eventId) => rooms.eventRemoved(runId, eventId),
  };
}
