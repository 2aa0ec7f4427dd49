import { z } from 'zod';
import type { RunEvent } from '../run/run-event.ts';
import type { RunView } from '../run/view.ts';

/**
 * The live path over Socket.IO. A viewer asks with the last second it has (-1 for none) and gets all later ones at once,
 * then an update each second. An update whose first point does not follow the viewer's last one means a gap: ask again.
 */
export type ClientToServer = {
  'run:watch': (request: { runId: string; afterSecond: number }, reply: (answer: LiveAnswer) => void) => void;
  'run:unwatch': (request: { runId: string }) => void;
  /**
   * Enters the room of a run, under a name that others see. The answer has all events so far; what the room is told later
   * comes by `room:*`. Entering again changes the name.
   */
  'room:enter': (request: { runId: string; name: string }, reply: (answer: RoomAnswer) => void) => void;
  'room:leave': (request: { runId: string }) => void;
};

export type ServerToClient = {
  /** `points` holds only what is new since the update before. */
  'run:update': (view: RunView) => void;
  /** Some run was queued, started, ended, edited or deleted: lists are stale. */
  'runs:changed': () => void;
  'room:event': (told: { runId: string; event: RunEvent }) => void;
  'room:event-removed': (told: { runId: string; eventId: string }) => void;
  'room:watchers': (told: { runId: string; watchers: Watcher[] }) => void;
};

export type LiveAnswer = { ok: true; view: RunView } | { ok: false; message: string };

/** Somebody whose page of a run is open; `id` is that of the connection. */
export const Watcher = z.object({ id: z.string(), name: z.string() });
export type Watcher = z.output<typeof Watcher>;

/** GET /api/runs/:id/watchers */
export const Watchers = z.object({ watchers: z.array(Watcher) });

/** What tells the same to who only asks over HTTP; null where a message is about the connection itself. */
export const ASKED_INSTEAD: Record<keyof ClientToServer | keyof ServerToClient, string | null> = {
  'run:watch': 'get /api/runs/{id}',
  'run:unwatch': null,
  'run:update': 'get /api/runs/{id}',
  'runs:changed': 'get /api/runs',
  'room:enter': 'get /api/runs/{id}/events',
  'room:leave': null,
  'room:event': 'get /api/runs/{id}/events',
  'room:event-removed': 'get /api/runs/{id}/events',
  'room:watchers': 'get /api/runs/{id}/watchers',
};

export type RoomAnswer =
  | { ok: true; events: RunEvent[]; watchers: Watcher[]; you: string }
  | { ok: false; message: string };
